-- The daily series of some accounts, one row each: the calendar is dense, so the first day places all others.
select
    entity_id as account_id,
    min(date_day) as first_day,
    list(round(sentiment_score_7d, 1) order by date_day) as score,
    list(round((sentiment + 1) * 50, 1) order by date_day) as daily,
    list(n_scored order by date_day) as messages,
    list(round(baseline_score, 1) order by date_day) as baseline,
    list(round(baseline_score - baseline_score_sd, 1) order by date_day) as low,
    list(round(baseline_score + baseline_score_sd, 1) order by date_day) as high
from fct_entity_days
where
    entity_type = 'account'
    and entity_id in (select unnest($account_ids))
    and date_day > $as_of - $days
group by entity_id
