-- Alerts of the default policy that are open or were opened lately, the open ones first.
select
    alerts.alert_id,
    alerts.entity_type,
    alerts.entity_id,
    alerts.entity_name,
    alerts.direction,
    alerts.tier,
    alerts.severity,
    alerts.state,
    alerts.opened_on,
    alerts.closed_on,
    alerts.n_interactions,
    alerts.reason,
    nearest.title as event_title,
    nearest.event_type,
    nearest.days_from_event
from fct_alerts as alerts
left join fct_alert_events as nearest
    on alerts.alert_id = nearest.alert_id and nearest.is_nearest
where
    alerts.is_default_policy
    and (alerts.state = 'open' or alerts.opened_on > $as_of - $recent_days)
order by alerts.state <> 'open', alerts.opened_on desc, alerts.alert_id
