select
    *,
    {{ contract_breaches('accounts') }} as quarantine_reason

from {{ ref('stg_landing__accounts') }}
