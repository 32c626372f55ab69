select
    *,
    {{ contract_breaches('events') }} as quarantine_reason

from {{ ref('stg_landing__events') }}
