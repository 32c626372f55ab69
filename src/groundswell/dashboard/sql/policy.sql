-- What the default policy asks for, as its alerts carry it.
select
    policy,
    direction,
    min(threshold) as lowest_threshold,
    max(threshold) as highest_threshold,
    count(*) as n_alerts
from fct_alerts
where is_default_policy
group by policy, direction
order by policy, direction
