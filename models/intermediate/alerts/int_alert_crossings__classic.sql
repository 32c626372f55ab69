-- The rule taken literally: every day on which an unshrunk 7-day mean lies so many of its daily means' standard
-- deviations from their mean.
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
        policies.signal,
        policies.tier,
        policies.is_default,
        policies.threshold,
        policies.threshold as close_below,
        policies.merge_days,
        days.n_scored_7d as n_interactions,
        days.baseline,
        days.baseline_sd,
        days.baseline_days,
        days.sentiment_7d as current_value,
        days.sentiment_7d - days.baseline as deviation,
        cast(null as {{ dbt.type_string() }}) as lane,
        case policies.direction when 'decline' then -1 else 1 end
        * (days.sentiment_7d - days.baseline) / nullif(days.baseline_sd, 0) as score

    from days
    cross join {{ ref('alert_policy') }} as policies
    where policies.signal = 'daily_mean' and days.baseline_days >= policies.minimum_baseline_days

)

select * from judged
where score >= threshold
