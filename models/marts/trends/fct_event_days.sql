-- Sentiment of what an event touched, day by day before and after it.
with

events as (

    select
        *,
        case scope when 'global' then 'portfolio' else scope end as entity_type,
        case scope when 'global' then 'all' else scope_id end as entity_id

    from {{ ref('fct_events') }}
    where coalesce(not is_routine, true)

)

select
    events.event_id,
    days.date_day,
    {{ dbt.datediff('events.started_on', 'days.date_day', 'day') }} as days_from_event,
    days.entity_type,
    days.entity_id,
    days.n_interactions,
    days.n_scored,
    days.sentiment,
    days.sentiment_7d

from events
inner join {{ ref('fct_entity_days') }} as days
    on
        events.entity_type = days.entity_type
        and events.entity_id = days.entity_id
        and days.date_day between
        {{ dbt.dateadd('day', -var('event_window_days'), 'events.started_on') }}
        and {{ dbt.dateadd('day', var('event_window_days'), 'events.started_on') }}
