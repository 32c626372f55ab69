-- The series that an alert stands on.
select
    date_day,
    sentiment_score_7d as score,
    (sentiment + 1) * 50 as daily,
    n_scored as messages,
    baseline_score as baseline,
    baseline_score_sd as sd
from fct_entity_days
where
    entity_type = $entity_type
    and entity_id = $entity_id
    and date_day > $opened_on - $days_before
    and date_day <= $opened_on + $days_after
order by date_day
