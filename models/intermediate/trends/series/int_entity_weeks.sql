-- Weeks of seven days that end on the entity's last day, so that the newest one is whole on any weekday. Raw means:
-- neither shrunk nor freed of what channels do. A week without scores is there, and its mean is missing.
with

days as (

    select
        days.*,
        cast(floor({{ dbt.datediff('days.date_day', 'spans.last_day', 'day') }} / 7) as integer) as weeks_ago

    from {{ ref('int_entity_days__dense') }} as days
    inner join {{ ref('int_entity_spans') }} as spans
        on days.entity_type = spans.entity_type and days.entity_id = spans.entity_id

),

weeks as (

    select
        days.entity_type,
        days.entity_id,
        days.weeks_ago,
        min(days.date_day) as week_start_on,
        max(days.date_day) as week_end_on,
        count(*) as n_days,
        sum(days.n_interactions) as n_interactions,
        sum(days.n_scored) as n_scored,
        sum(days.sum_w) as sum_w,
        sum(days.sum_wx) as sum_wx,
        sum(days.sum_wx2) as sum_wx2

    from days
    group by days.entity_type, days.entity_id, days.weeks_ago

)

select
    *,
    cast(sum_wx as double) / nullif(cast(sum_w as double), 0) as sentiment

from weeks
