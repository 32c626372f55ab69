-- Every day on which a policy's threshold is crossed, with what it was judged by.
with

days as (

    select * from {{ ref('int_entity_days__windowed') }}
    where entity_type in ('{{ var("alert_entity_types") | join("', '") }}')

),

judged as (

    select
        days.entity_type,
        days.entity_id,
        days.date_day,
        policies.policy,
        policies.direction,
        policies.tier,
        policies.is_default,
        policies.threshold,
        days.n_scored_7d as n_interactions,
        days.baseline,
        days.baseline_sd,
        days.baseline_days,
        days.sentiment_7d as current_value,
        days.sentiment_7d - days.baseline as deviation,
        case policies.direction when 'decline' then -1 else 1 end
        * (days.sentiment_7d - days.baseline) / nullif(days.baseline_sd, 0) as score

    from days
    cross join {{ ref('alert_policy') }} as policies
    where days.baseline_days >= policies.minimum_baseline_days

)

select * from judged
where score >= threshold
