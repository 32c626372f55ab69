-- Before, during and after an incident or campaign: how far the accounts that it touched moved, and when they were back.
-- Weeks that follow the start are compared with all days before it; nothing is taken off that others did meanwhile.
{% set week = '(partition by event_id order by date_day rows between ' ~ (var('short_window_days') - 1)
    ~ ' preceding and current row)' -%}
{% set one_message = cause_constant('message_variance') ~ ' * ' ~ detection_constant('thread_inflation') -%}

with

phases as (

    select
        event_id,
        {% for phase in ['before', 'during', 'after'] -%}
        sum(case when phase = '{{ phase }}' then n_messages else 0 end) as n_{{ phase }},
        cast(sum(case when phase = '{{ phase }}' then 1 else 0 end) as double) as days_{{ phase }},
        cast(sum(case when phase = '{{ phase }}' then sum_w else 0 end) as double) as w_{{ phase }},
        cast(sum(case when phase = '{{ phase }}' then sum_r else 0 end) as double)
        / nullif(cast(sum(case when phase = '{{ phase }}' then sum_w else 0 end) as double), 0) as mood_{{ phase }},
        {% endfor -%}
        max(date_day) as last_day,
        max({{ dbt.dateadd('day', var('recovery_days'), 'ended_on') }}) as followed_until

    from {{ ref('int_event_days__touched') }}
    group by event_id

),

weeks as (

    select
        event_id,
        started_on,
        date_day,
        cast(sum(sum_w) over {{ week }} as double) as w_week,
        cast(sum(sum_r) over {{ week }} as double) as r_week

    from {{ ref('int_event_days__touched') }}
    where phase <> 'before'

),

scored as (

    select
        weeks.event_id,
        weeks.started_on,
        weeks.date_day,
        weeks.r_week / nullif(weeks.w_week, 0) - phases.mood_before as distance,
        (weeks.r_week / nullif(weeks.w_week, 0) - phases.mood_before)
        / nullif(sqrt({{ one_message }} / nullif(weeks.w_week, 0) + {{ one_message }} / nullif(phases.w_before, 0)), 0)
            as z

    from weeks
    inner join phases
        on weeks.event_id = phases.event_id
    where phases.w_before > 0

),

farthest as (

    select event_id, date_day, distance, z
    from scored
    where z is not null
    qualify row_number() over (partition by event_id order by abs(z) desc nulls last, date_day) = 1

),

returns as (

    select
        scored.event_id,
        min(scored.date_day) as back_on

    from scored
    inner join farthest
        on
            scored.event_id = farthest.event_id
            and scored.date_day > farthest.date_day
    where abs(scored.z) <= {{ cause_constant('back_z') }} and abs(farthest.z) >= {{ cause_constant('recovery_z') }}
    group by scored.event_id

)

select
    events.event_id,
    events.event_type,
    events.scope,
    events.scope_id,
    events.title,
    events.started_on,
    cast(coalesce(events.ended_at, events.started_at) as date) as ended_on,
    {% for phase in ['before', 'during', 'after'] -%}
    phases.mood_{{ phase }},
    phases.n_{{ phase }} / nullif(phases.days_{{ phase }}, 0) as messages_a_day_{{ phase }},
    {% endfor -%}
    farthest.date_day as farthest_on,
    farthest.distance as farthest_distance,
    farthest.z as farthest_z,
    returns.back_on,
    cast({{ dbt.datediff('events.started_on', 'returns.back_on', 'day') }} as bigint) as days_to_recover,
    case
        when farthest.z is null then 'no messages before or after'
        when abs(farthest.z) < {{ cause_constant('recovery_z') }} then 'did not move'
        when returns.back_on is not null then 'back'
        when phases.last_day < phases.followed_until then 'not back yet'
        else 'not back in time'
    end as state

from {{ ref('fct_events') }} as events
left join phases
    on events.event_id = phases.event_id
left join farthest
    on events.event_id = farthest.event_id
left join returns
    on events.event_id = returns.event_id
where events.event_type in ('incident', 'campaign')
