-- The series of the accounts that get a chart.
select
    entity_id,
    date_day,
    sentiment_score_7d as score,
    (sentiment + 1) * 50 as daily,
    n_scored as messages,
    baseline_score as baseline,
    baseline_score_sd as sd
from fct_entity_days
where
    entity_type = 'account'
    and entity_id in (select unnest($account_ids))
    and date_day > $as_of - $days
order by entity_id, date_day
