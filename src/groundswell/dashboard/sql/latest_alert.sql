-- The newest alert of the default policy that has messages behind it; of several on one day the strongest.
select alerts.alert_id
from fct_alerts as alerts
where
    alerts.is_default_policy
    and alerts.alert_id in (select evidence.alert_id from fct_alert_evidence as evidence)
order by alerts.opened_on desc, alerts.score desc, alerts.alert_id
limit 1
