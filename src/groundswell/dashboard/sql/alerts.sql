-- Alerts of the default policy that are open or were opened lately, the open ones first, each with the nearest event
-- before it: what came after an alert has not raised it.
with

events_before as (

    select *
    from fct_alert_events
    where days_from_event >= 0
    qualify row_number() over (partition by alert_id order by days_from_event, event_id) = 1

)

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
    events_before.title as event_title,
    events_before.event_type,
    events_before.days_from_event
from fct_alerts as alerts
left join events_before
    on alerts.alert_id = events_before.alert_id
where
    alerts.is_default_policy
    and (alerts.state = 'open' or alerts.opened_on > $as_of - $recent_days)
order by
    alerts.state <> 'open',
    alerts.opened_on desc,
    list_position(['critical', 'high', 'medium', 'low', 'info'], alerts.severity),
    alerts.alert_id
