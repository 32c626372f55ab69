select
    *,
    {{ contract_breaches('events') }} as quarantine_reason

from {{ ref('int_events__unioned') }}
