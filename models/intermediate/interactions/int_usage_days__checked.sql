select
    *,
    {{ contract_breaches('usage_days') }} as quarantine_reason

from {{ ref('int_usage_days__unioned') }}
