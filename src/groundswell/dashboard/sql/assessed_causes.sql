-- What its risk may come from.
select
    kind,
    cause,
    evidence,
    points
from mart_risk_causes
where account_id = $account_id
order by cause_rank
