-- All alerts of the default policy on the accounts that get a chart.
select
    entity_id,
    direction,
    severity,
    state,
    opened_on,
    closed_on,
    -- of silence and storms the value is no mood, and stands nowhere on a chart of moods
    case when direction in ('decline', 'improvement') then greatest(0, least(100, (current_value + 1) * 50)) end as score,
    reason
from fct_alerts
where
    is_default_policy
    and entity_type = 'account'
    and entity_id in (select unnest($account_ids))
    and opened_on > $as_of - $days
order by entity_id, opened_on
