-- Messages behind a storm: the unhappy ones for a crisis, all for one of volume. Each person counts once a day, and the
-- messages of that day share it; the parts add up to how far the root of their number lies above the usual.
with

alerts as (

    select
        alerts.*,
        scores.window_days

    from {{ ref('int_alerts') }} as alerts
    inner join {{ ref('int_burst_scores') }} as scores
        on
            alerts.entity_type = scores.entity_type
            and alerts.entity_id = scores.entity_id
            and alerts.opened_on = scores.date_day
            and alerts.current_value
            = case alerts.direction when 'crisis' then scores.root_unhappy else scores.root_people end
    where alerts.signal = 'burst'
    qualify row_number() over (partition by alerts.alert_id order by scores.window_days) = 1

),

messages as (

    select
        alerts.alert_id,
        alerts.entity_type,
        alerts.deviation,
        messages.interaction_key,
        messages.date_day,
        count(*) over (
            partition by alerts.alert_id, messages.date_day, coalesce(messages.author_id, messages.interaction_key)
        ) as messages_of_person

    from alerts
    inner join {{ ref('int_interactions__residual') }} as messages
        on
            messages.date_day > {{ dbt.dateadd('day', '-alerts.window_days', 'alerts.opened_on') }}
            and messages.date_day <= alerts.opened_on
            and alerts.entity_id = {{ storm_entity('alerts.entity_type', 'messages') }}
    where
        messages.polarity is not null
        and (alerts.direction <> 'crisis' or messages.polarity <= {{ detection_constant('negative_polarity') }})

)

select
    alert_id,
    entity_type,
    interaction_key,
    date_day,
    deviation / nullif(messages_of_person, 0)
    / nullif(sum(1.0 / nullif(messages_of_person, 0)) over (partition by alert_id), 0) as contribution

from messages
