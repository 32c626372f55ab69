select
    *,
    {{ contract_breaches('accounts') }} as quarantine_reason

from {{ ref('int_accounts__unioned') }}
