select
    weeks.entity_type,
    weeks.entity_id,
    weeks.week_start_on,
    weeks.week_end_on,
    weeks.weeks_ago,
    weeks.n_days,
    cast(weeks.n_interactions as bigint) as n_interactions,
    cast(weeks.n_scored as bigint) as n_scored,
    weeks.sum_w,
    weeks.sum_wx,
    weeks.sentiment,
    (weeks.sentiment + 1) * 50 as sentiment_score,
    velocity.velocity_weeks,
    velocity.velocity_ols,
    velocity.velocity_ols_low,
    velocity.velocity_ols_high,
    velocity.velocity_ols * 50 as velocity_score_ols,
    velocity.velocity_older_half,
    velocity.velocity_newer_half,
    velocity.acceleration,
    velocity.acceleration_p

from {{ ref('int_entity_weeks') }} as weeks
left join {{ ref('int_entity_weeks__velocity') }} as velocity
    on
        weeks.entity_type = velocity.entity_type
        and weeks.entity_id = velocity.entity_id
        and weeks.weeks_ago = velocity.weeks_ago
