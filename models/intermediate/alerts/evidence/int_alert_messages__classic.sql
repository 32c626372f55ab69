-- Incremental by the alert's day, because what is behind an alert never changes after it.
-- Messages behind an alert of the classic rule: how far each lies from the baseline, as its part of the 7-day mean. The
-- parts add up to current value − baseline, which is the alert's deviation.
{{ config(materialized='incremental', unique_key='opened_on') }}

with

alerts as (

    select
        alerts.*,
        cast({{ dbt.dateadd('day', 1 - var('short_window_days'), 'alerts.opened_on') }} as date) as first_day

    from {{ ref('int_alerts') }} as alerts
    where alerts.signal = 'daily_mean' and {{ only_new_days('alerts.opened_on') }}

),

messages as (

    select
        alerts.alert_id,
        alerts.entity_type,
        alerts.opened_on,
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
    where
        messages.polarity is not null
        -- said once more, so that types which never alert are not read
        and messages.entity_type in ('{{ var("alert_entity_types") | join("', '") }}')

)

select
    alert_id,
    entity_type,
    opened_on,
    interaction_key,
    date_day,
    cast(weight as double) * (cast(polarity as double) - baseline)
    / nullif(cast(sum(weight) over (partition by alert_id) as double), 0) as contribution

from messages
