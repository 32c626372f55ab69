-- The series that stands for everything, on the as-of day and a week earlier: the portfolio, or where there are no
-- accounts (public reviews belong to none) the channel with the most messages. With the interval of the change.
select
    newest.entity_type,
    newest.entity_id,
    newest.date_day as as_of,
    newest.sentiment_score_7d,
    newest.sentiment_score_7d - earlier.sentiment_score_7d as change_on_week,
    newest.n_scored_7d,
    newest.n_interactions_7d,
    changes.change_low * 50 as change_low,
    changes.change_high * 50 as change_high
from fct_entity_days as newest
left join fct_entity_days as earlier
    on
        newest.entity_type = earlier.entity_type
        and newest.entity_id = earlier.entity_id
        and earlier.date_day = newest.date_day - 7
left join fct_entity_comparisons as changes
    on
        newest.entity_type = changes.entity_type
        and newest.entity_id = changes.entity_id
        and changes.comparison = 'week'
where
    newest.entity_type in ('portfolio', 'channel')
    and newest.date_day = (select max(date_day) from fct_entity_days)
qualify row_number() over (
    order by newest.entity_type <> 'portfolio', newest.n_scored_30d desc nulls last, newest.entity_id
) = 1
