-- Every number on an alert of the classic rule is the number of its entity's opening day.
select alerts.alert_id
from {{ ref('fct_alerts') }} as alerts
left join {{ ref('fct_entity_days') }} as days
    on
        alerts.entity_type = days.entity_type
        and alerts.entity_id = days.entity_id
        and alerts.opened_on = days.date_day
where
    alerts.signal = 'daily_mean'
    and (
        days.entity_id is null
        or abs(alerts.current_value - days.sentiment_7d) > 1e-12
        or abs(alerts.baseline - days.baseline) > 1e-12
        or abs(alerts.deviation - (days.sentiment_7d - days.baseline)) > 1e-12
        or alerts.n_interactions <> days.n_scored_7d
    )
