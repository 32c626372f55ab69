-- Incremental by the alert's day, because what is behind an alert never changes after it.
-- Messages behind an alert on the forgetting average: each counts with its weight, half as much per half-life of age,
-- and with what its cohort did on its day taken off; of an improvement not while the cohort fell. The parts add up to the
-- average, which is the alert's deviation.
{{ config(materialized='incremental', unique_key='opened_on') }}
{% set lanes = var('baseline_lanes') -%}

with

alerts as (

    {% for lane, settings in lanes.items() -%}
    select
        *,
        {{ settings.half_life }} as half_life,
        cast({{ dbt.dateadd('day', 1 - settings.half_life * var('half_lives_kept'), 'opened_on') }} as date) as first_day
    from {{ ref('int_alerts') }}
    where signal = 'shift' and lane = '{{ lane }}' and {{ only_new_days('opened_on') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

messages as (

    select
        alerts.alert_id,
        alerts.entity_type,
        alerts.opened_on,
        messages.interaction_key,
        messages.date_day,
        case
            {%- for lane in lanes %}
            when alerts.lane = '{{ lane }}' and alerts.direction = 'improvement' and openings.moved_{{ lane }} < 0
                then cast(messages.e_{{ lane }} as double)
            when alerts.lane = '{{ lane }}'
                then cast(messages.e_{{ lane }} as double) - days.movement_{{ lane }}
            {%- endfor %}
        end as excess,
        cast(messages.weight as double)
        * power(
            2.0,
            -{{ dbt.datediff('messages.date_day', 'alerts.opened_on', 'day') }}
            / nullif(cast(alerts.half_life as double), 0)
        ) as pull

    from alerts
    inner join {{ ref('int_detection_days__scored') }} as openings
        on
            alerts.entity_type = openings.entity_type
            and alerts.entity_id = openings.entity_id
            and alerts.opened_on = openings.date_day
    inner join {{ ref('int_detection_days__scored') }} as days
        on
            alerts.entity_type = days.entity_type
            and alerts.entity_id = days.entity_id
            and days.date_day between alerts.first_day and alerts.opened_on
    inner join {{ ref('int_interactions__frozen') }} as messages
        on
            days.entity_type = messages.entity_type
            and days.entity_id = messages.entity_id
            and days.date_day = messages.date_day

),

-- a sum of DECIMALs, so that the order of the rows changes nothing
totals as (

    select
        alert_id,
        cast(sum(cast(pull as decimal(28, 15))) as double) as pull

    from messages
    where excess is not null
    group by alert_id

)

select
    messages.alert_id,
    messages.entity_type,
    messages.opened_on,
    messages.interaction_key,
    messages.date_day,
    messages.pull * messages.excess / nullif(totals.pull, 0) as contribution

from messages
inner join totals
    on messages.alert_id = totals.alert_id
where messages.excess is not null
