-- For how long each source has been silent on each day, and how long it has ever been in the half year before.
with

spans as (

    select
        source,
        min(known_on) as first_day
    from {{ ref('int_interactions__deduplicated') }}
    group by source

),

seen as (

    select distinct
        source,
        known_on as date_day
    from {{ ref('int_interactions__deduplicated') }}

),

days as (

    select
        'source' as entity_type,
        spans.source as entity_id,
        calendar.date_day,
        spans.first_day,
        case when seen.source is not null then calendar.date_day end as seen_on

    from spans
    inner join {{ ref('int_calendar') }} as calendar
        on calendar.date_day >= spans.first_day
    left join seen
        on spans.source = seen.source and calendar.date_day = seen.date_day

),

with_last as (

    select
        *,
        max(seen_on) over (
            partition by entity_type, entity_id order by date_day rows between unbounded preceding and current row
        ) as last_seen_on

    from days

),

with_silence as (

    select
        *,
        {{ dbt.datediff('last_seen_on', 'date_day', 'day') }} as silent_days

    from with_last

)

select
    entity_type,
    entity_id,
    date_day,
    first_day,
    last_seen_on,
    silent_days,
    -- the stretch that is going on is not its own measure
    max(case when seen_on is not null then ended_silence end) over {{ entity_window(var('source_usual_days')) }}
        as longest_usual_silence

from (
    select
        *,
        lag(silent_days) over (partition by entity_type, entity_id order by date_day) as ended_silence
    from with_silence
) as with_ended
