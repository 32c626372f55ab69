-- Weeks that end on the as-of day and every seventh day before it: the 7-day mean of such a day is the mean of its week. The
-- interval is that of the change of the newest week.
select
    days.entity_type,
    days.entity_id,
    days.date_day,
    days.sentiment_score_7d as score,
    days.sentiment_score_7d_low as low,
    days.sentiment_score_7d_high as high,
    days.n_scored_7d as messages,
    changes.change_low * 50 as change_low,
    changes.change_high * 50 as change_high
from fct_entity_days as days
left join fct_entity_comparisons as changes
    on
        days.entity_type = changes.entity_type
        and days.entity_id = changes.entity_id
        and days.date_day = $as_of
        and changes.comparison = 'week'
where
    (days.entity_type = $group_type or (days.entity_type = $main_type and days.entity_id = $main_id))
    and days.date_day > $as_of - 7 * $weeks
    and ($as_of - days.date_day) % 7 = 0
order by days.entity_type, days.entity_id, days.date_day
