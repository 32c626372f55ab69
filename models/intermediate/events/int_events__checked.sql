select
    *,
    {{ contract_breaches('events', [('ended_at < started_at', 'ended_at is before started_at')]) }} as quarantine_reason

from {{ ref('int_events__unioned') }}
