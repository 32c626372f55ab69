-- Messages behind an alert of the classic rule: how far each lies from the baseline, as its part of the 7-day mean. The
-- parts add up to current value − baseline, which is the alert's deviation.
with

alerts as (

    select
        alerts.*,
        cast({{ dbt.dateadd('day', 1 - var('short_window_days'), 'alerts.opened_on') }} as date) as first_day

    from {{ ref('int_alerts') }} as alerts
    where alerts.signal = 'daily_mean'

),

messages as (

    select
        alerts.alert_id,
        alerts.entity_type,
        alerts.baseline,
        messages.interaction_key,
        messages.date_day,
        messages.polarity,
        messages.weight

    from alerts
    inner join {{ ref('int_entity_interactions') }} as messages
        on
            alerts.entity_type = messages.entity_type
            and alerts.entity_id = messages.entity_id
            and messages.date_day between alerts.first_day and alerts.opened_on
    where messages.polarity is not null

)

select
    alert_id,
    entity_type,
    interaction_key,
    date_day,
    cast(weight as double) * (cast(polarity as double) - baseline)
    / nullif(cast(sum(weight) over (partition by alert_id) as double), 0) as contribution

from messages
