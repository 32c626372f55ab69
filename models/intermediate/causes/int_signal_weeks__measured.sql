-- What happened to an account in each whole week in which it was a customer, by the day on which it was known. Nothing is
-- smoothed, so that it can be dated to the week.
with

messages as (

    select
        account_id,
        cast({{ dbt.date_trunc('week', 'date_day') }} as date) as week_start_on,
        count(*) as n_messages,
        sum(case when residual is not null then weight else 0 end) as sum_w,
        sum(cast(cast(weight as double) * cast(residual as double) as decimal(18, 12))) as sum_r

    from {{ ref('int_interactions__residual') }}
    where account_id is not null
    group by account_id, cast({{ dbt.date_trunc('week', 'date_day') }} as date)

),

emotions as (

    select
        {% for emotion in emotions() if emotion != 'neutral' -%}
        cast(avg(cast(emotion_{{ emotion }} as decimal(9, 6))) as double) as {{ emotion }},
        {% endfor -%}
        account_id,
        cast({{ dbt.date_trunc('week', 'known_on') }} as date) as week_start_on

    from {{ ref('int_interactions__scored') }}
    where account_id is not null and is_customer_sentiment and emotion_anger is not null
    group by account_id, cast({{ dbt.date_trunc('week', 'known_on') }} as date)

),

resolutions as (

    select
        account_id,
        cast({{ dbt.date_trunc('week', 'known_at') }} as date) as week_start_on,
        avg(cast(ln(1 + resolution_hours) as decimal(18, 9))) as resolution_time

    from {{ ref('int_ticket_resolutions') }}
    group by account_id, cast({{ dbt.date_trunc('week', 'known_at') }} as date)

),

events as (

    select
        exposures.account_id,
        cast({{ dbt.date_trunc('week', 'events.known_at') }} as date) as week_start_on,
        max(case when events.event_type = 'csm_touchpoint' then 1 else 0 end) as touched,
        max(case when events.event_type = 'billing' then 1 else 0 end) as billed

    from {{ ref('int_events__all') }} as events
    inner join {{ ref('int_event_exposures') }} as exposures
        on events.event_id = exposures.event_id
    where events.scope = 'account' and events.event_type in ('csm_touchpoint', 'billing')
    group by exposures.account_id, cast({{ dbt.date_trunc('week', 'events.known_at') }} as date)

)

select
    grid.account_id,
    grid.week_start_on,
    grid.snapshot_on,
    {{ week_number('grid.week_start_on') }} as week_number,
    coalesce(messages.n_messages, 0) as n_messages,
    messages.sum_w,
    messages.sum_r,
    {% for emotion in emotions() if emotion != 'neutral' -%}
    emotions.{{ emotion }},
    {% endfor -%}
    usage.active_user_days,
    usage.logins,
    usage.feature_events,
    cast(resolutions.resolution_time as double) as resolution_time,
    coalesce(events.touched, 0) as touched,
    coalesce(events.billed, 0) as billed

from {{ ref('int_account_weeks') }} as grid
{% for part, relation in {
    'messages': 'messages', 'emotions': 'emotions', 'resolutions': 'resolutions', 'events': 'events',
    'usage': ref('int_usage_weeks'),
}.items() -%}
left join {{ relation }} as {{ part }}
    on grid.account_id = {{ part }}.account_id and grid.week_start_on = {{ part }}.week_start_on
{% endfor -%}
where grid.is_whole_week
