-- From an entity's first message to its last day: the as-of day, or the churn or merger of the account before it.
select
    days.entity_type,
    days.entity_id,
    min(days.date_day) as first_day,
    max(days.date_day) as last_day,
    max(days.history_days) as history_days,
    max(case when days.n_scored > 0 then days.date_day end) as last_scored_on

from {{ ref('int_entity_days__dense') }} as days
group by days.entity_type, days.entity_id
