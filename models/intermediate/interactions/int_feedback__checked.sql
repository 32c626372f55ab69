select
    *,
    {{ contract_breaches('feedback') }} as quarantine_reason

from {{ ref('stg_landing__feedback') }}
