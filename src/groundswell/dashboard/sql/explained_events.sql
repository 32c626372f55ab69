-- Events near an alert, the nearest first.
select
    event_type,
    title,
    scope,
    started_on,
    days_from_event
from fct_alert_events
where alert_id = $alert_id
order by abs(days_from_event), days_from_event desc, event_id
