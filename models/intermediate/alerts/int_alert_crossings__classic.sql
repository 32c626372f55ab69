-- The rule taken literally: every day on which an unshrunk 7-day mean lies so many of its daily means' standard
-- deviations from their mean.
with

policies as (

    select * from {{ ref('int_alert_policies') }}
    where signal = 'daily_mean'

),

scored as (

    select
        days.entity_type,
        days.entity_id,
        days.date_day,
        directions.direction,
        days.n_scored_7d as n_interactions,
        days.baseline,
        days.baseline_sd,
        days.baseline_days,
        days.sentiment_7d as current_value,
        days.sentiment_7d - days.baseline as deviation,
        case directions.direction when 'decline' then -1 else 1 end
        * (days.sentiment_7d - days.baseline) / nullif(days.baseline_sd, 0) as score

    from {{ ref('int_entity_days__windowed') }} as days
    cross join (select distinct policies.direction from policies) as directions
    where days.entity_type in ('{{ var("alert_entity_types") | join("', '") }}')

),

near as (

    select
        scored.*,
        case scored.entity_type when 'segment' then scored.entity_id else segments.segment end as segment

    from scored
    left join {{ ref('int_account_segments') }} as segments
        on
            scored.entity_type = segments.entity_type
            and scored.entity_id = segments.entity_id
            and scored.date_day >= segments.first_day
            and scored.date_day < segments.end_day
    where scored.score >= (select min(policies.threshold) from policies)

),

named as (

    select distinct segment_key from policies

)

select
    near.entity_type,
    near.entity_id,
    near.date_day,
    policies.policy,
    policies.direction,
    policies.signal,
    policies.tier,
    policies.is_default,
    policies.threshold,
    policies.threshold as close_below,
    policies.merge_days,
    near.n_interactions,
    near.baseline,
    near.baseline_sd,
    near.baseline_days,
    near.current_value,
    near.deviation,
    cast(null as {{ dbt.type_string() }}) as lane,
    near.score

from near
left join named
    on near.segment = named.segment_key
inner join policies
    on
        near.direction = policies.direction
        and near.entity_type = policies.entity_type
        and coalesce(named.segment_key, '') = policies.segment_key
where near.score >= policies.threshold and near.baseline_days >= policies.minimum_baseline_days
