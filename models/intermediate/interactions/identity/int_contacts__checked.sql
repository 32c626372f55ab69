select
    *,
    {{ contract_breaches('contacts') }} as quarantine_reason

from {{ ref('stg_landing__contacts') }}
