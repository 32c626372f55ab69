-- The messages of all accounts that an incident or campaign touched, by day, from the weeks before it to some weeks after
-- its end. Every day that is known has a row.
with

events as (

    select
        event_id,
        started_on,
        cast(coalesce(ended_at, started_at) as date) as ended_on

    from {{ ref('int_events__all') }}
    where event_type in ('incident', 'campaign')

),

spans as (

    select
        events.*,
        calendar.date_day

    from events
    inner join {{ ref('int_calendar') }} as calendar
        on
            calendar.date_day >= {{ dbt.dateadd('day', -var('event_window_days'), 'events.started_on') }}
            and calendar.date_day <= {{ dbt.dateadd('day', var('recovery_days'), 'events.ended_on') }}

),

touched as (

    select
        exposures.event_id,
        days.date_day,
        sum(days.n_interactions) as n_messages,
        sum(days.sum_w_r) as sum_w,
        sum(days.sum_r) as sum_r

    from events
    inner join {{ ref('int_event_exposures') }} as exposures
        on events.event_id = exposures.event_id
    inner join {{ ref('int_entity_days__observed') }} as days
        on
            days.entity_type = 'account'
            and exposures.account_id = days.entity_id
            and days.date_day >= {{ dbt.dateadd('day', -var('event_window_days'), 'events.started_on') }}
            and days.date_day <= {{ dbt.dateadd('day', var('recovery_days'), 'events.ended_on') }}
    group by exposures.event_id, days.date_day

)

select
    spans.event_id,
    spans.started_on,
    spans.ended_on,
    spans.date_day,
    case
        when spans.date_day < spans.started_on then 'before'
        when spans.date_day <= spans.ended_on then 'during'
        else 'after'
    end as phase,
    coalesce(touched.n_messages, 0) as n_messages,
    coalesce(touched.sum_w, 0) as sum_w,
    coalesce(touched.sum_r, 0) as sum_r

from spans
left join touched
    on
        spans.event_id = touched.event_id
        and spans.date_day = touched.date_day
