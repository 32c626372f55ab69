-- Incremental by the alert's day, because what is behind an alert never changes after it.
-- Messages behind a storm: the unhappy ones for a crisis, all for one of volume. Each person counts once a day, and the
-- messages of that day share it; the parts add up to how far the root of their number lies above the usual.
{{ config(materialized='incremental', unique_key='opened_on') }}

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
    where alerts.signal = 'burst' and {{ only_new_days('alerts.opened_on') }}
    qualify row_number() over (partition by alerts.alert_id order by scores.window_days) = 1

),

messages as (

    select
        alerts.alert_id,
        alerts.entity_type,
        alerts.opened_on,
        alerts.deviation,
        messages.interaction_key,
        messages.date_day,
        coalesce({{ person_key('messages') }}, messages.interaction_key) as person

    from alerts
    inner join {{ ref('int_interactions__residual') }} as messages
        on
            messages.date_day > {{ dbt.dateadd('day', '-alerts.window_days', 'alerts.opened_on') }}
            and messages.date_day <= alerts.opened_on
            and alerts.entity_id = {{ storm_entity('alerts.entity_type', 'messages') }}
    where
        messages.polarity is not null
        and (alerts.direction <> 'crisis' or messages.polarity <= {{ detection_constant('negative_polarity') }})

),

-- whole numbers, so that the order of the rows changes nothing
person_days as (

    select
        alert_id,
        date_day,
        person,
        count(*) as n_messages,
        count(*) over (partition by alert_id) as n_person_days

    from messages
    group by alert_id, date_day, person

)

select
    messages.alert_id,
    messages.entity_type,
    messages.opened_on,
    messages.interaction_key,
    messages.date_day,
    messages.deviation / nullif(person_days.n_messages * person_days.n_person_days, 0) as contribution

from messages
inner join person_days
    on
        messages.alert_id = person_days.alert_id
        and messages.date_day = person_days.date_day
        and messages.person = person_days.person
