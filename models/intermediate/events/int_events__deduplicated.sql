-- depends_on: {{ ref('gate_raw_in') }}
with

known as (

    select
        events.*,
        coalesce(events.loaded_at, events.started_at) as known_at

    from {{ ref('int_events__checked') }} as events
    cross join {{ ref('int_as_of') }} as as_of
    where
        events.quarantine_reason is null
        and cast(coalesce(events.loaded_at, events.started_at) as date) <= as_of.as_of

)

select
    known.event_id,
    known.event_type,
    coalesce(known.scope, 'global') as scope,
    known.scope_id,
    known.title,
    known.started_at,
    known.ended_at,
    cast(known.started_at as date) as started_on,
    known.known_at

from known
qualify row_number() over (
    partition by known.event_id
    order by
        known.known_at desc nulls last,
        {{ row_hash([
            'known.event_type', 'known.scope', 'known.scope_id', 'known.title', timestamp_text('known.started_at'),
            timestamp_text('known.ended_at'),
        ]) }} desc nulls last
) = 1
