-- One alert, by the beginning of its id; two rows are enough to say that it is ambiguous.
select
    alerts.*,
    (alerts.baseline + 1) * 50 as baseline_score,
    -- with what others did taken off, it may lie a little outside
    greatest(0, least(100, (alerts.current_value + 1) * 50)) as current_score
from fct_alerts as alerts
where starts_with(alerts.alert_id, $alert_id)
order by alerts.alert_id
limit 2
