-- Weeks that end on the as-of day and every seventh day before it: the 7-day mean of such a day is the mean of its week.
select
    entity_type,
    entity_id,
    date_day,
    sentiment_score_7d as score,
    {low} as low,
    {high} as high,
    n_scored_7d as messages
from fct_entity_days
where
    entity_type in ('portfolio', $group_type)
    and date_day > $as_of - 7 * $weeks
    and ($as_of - date_day) % 7 = 0
order by entity_type, entity_id, date_day
