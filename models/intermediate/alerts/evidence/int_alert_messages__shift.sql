-- Messages behind an alert on the forgetting average: each counts with its weight, half as much per half-life of age,
-- and with what its cohort did on its day taken off. The parts add up to the average, which is the alert's deviation.
{% set lanes = var('baseline_lanes') -%}

with

alerts as (

    {% for lane, settings in lanes.items() -%}
    select
        *,
        {{ settings.half_life }} as half_life,
        cast({{ dbt.dateadd('day', 1 - settings.half_life * var('half_lives_kept'), 'opened_on') }} as date) as first_day
    from {{ ref('int_alerts') }}
    where signal = 'shift' and lane = '{{ lane }}'
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

messages as (

    select
        alerts.alert_id,
        alerts.entity_type,
        messages.interaction_key,
        messages.date_day,
        case alerts.lane
            {%- for lane in lanes %}
            when '{{ lane }}' then cast(messages.e_{{ lane }} as double) - days.movement_{{ lane }}
            {%- endfor %}
        end as excess,
        cast(messages.weight as double)
        * power(
            2.0,
            -{{ dbt.datediff('messages.date_day', 'alerts.opened_on', 'day') }}
            / nullif(cast(alerts.half_life as double), 0)
        ) as pull

    from alerts
    inner join {{ ref('int_interactions__frozen') }} as messages
        on
            alerts.entity_type = messages.entity_type
            and alerts.entity_id = messages.entity_id
            and messages.date_day between alerts.first_day and alerts.opened_on
    inner join {{ ref('int_detection_days__scored') }} as days
        on
            messages.entity_type = days.entity_type
            and messages.entity_id = days.entity_id
            and messages.date_day = days.date_day

)

select
    alert_id,
    entity_type,
    interaction_key,
    date_day,
    -- in one order, so that the same rows give the same bits
    pull * excess / nullif(sum(pull) over (
        partition by alert_id order by date_day, interaction_key
        rows between unbounded preceding and unbounded following
    ), 0) as contribution

from messages
where excess is not null
