select
    event_id,
    event_type,
    scope,
    scope_id,
    title,
    started_at,
    ended_at,
    started_on,
    known_at,
    derived_by,
    is_routine,
    resolution_hours

from {{ ref('int_events__all') }}
