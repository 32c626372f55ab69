select
    *,
    {{ contract_breaches('usage_days') }} as quarantine_reason

from {{ ref('stg_landing__usage_days') }}
