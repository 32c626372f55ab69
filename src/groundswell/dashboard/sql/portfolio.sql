-- The portfolio on the as-of day, beside the same day a week earlier.
select
    newest.date_day as as_of,
    newest.sentiment_score_7d,
    newest.sentiment_score_7d - earlier.sentiment_score_7d as change_on_week,
    newest.n_scored_7d,
    newest.n_interactions_7d
from fct_entity_days as newest
left join fct_entity_days as earlier
    on
        newest.entity_type = earlier.entity_type
        and newest.entity_id = earlier.entity_id
        and earlier.date_day = newest.date_day - 7
where newest.entity_type = 'portfolio'
qualify row_number() over (order by newest.date_day desc) = 1
