-- How likely some accounts are to leave.
select
    account_id,
    probability,
    probability_low,
    probability_high,
    horizon_days,
    method,
    note
from mart_outcome_predictions
where outcome = 'churned' and account_id in (select unnest($account_ids))
order by account_id
