-- Every day on which a signal reaches the threshold of a policy. A policy may have a threshold of its own for a segment.
with

policies as (

    select * from {{ ref('alert_policy') }}
    where signal <> 'daily_mean'

)

select
    days.entity_type,
    days.entity_id,
    days.date_day,
    policies.policy,
    policies.direction,
    policies.signal,
    policies.tier,
    policies.is_default,
    coalesce(own_segment.threshold, own_type.threshold, policies.threshold) as threshold,
    policies.rearm_share * coalesce(own_segment.threshold, own_type.threshold, policies.threshold) as close_below,
    policies.merge_days,
    days.n_interactions,
    days.baseline,
    days.baseline_sd,
    cast(null as bigint) as baseline_days,
    days.current_value,
    days.deviation,
    days.lane,
    days.score

from {{ ref('int_signal_days') }} as days
inner join policies
    on
        days.signal = policies.signal
        and days.direction = policies.direction
        and policies.segment is null
        and policies.entity_type is null
left join policies as own_type
    on
        policies.policy = own_type.policy
        and policies.direction = own_type.direction
        and policies.signal = own_type.signal
        and days.entity_type = own_type.entity_type
        and own_type.segment is null
left join policies as own_segment
    on
        policies.policy = own_segment.policy
        and policies.direction = own_segment.direction
        and policies.signal = own_segment.signal
        and days.segment = own_segment.segment
        and own_segment.entity_type is null
where days.score >= coalesce(own_segment.threshold, own_type.threshold, policies.threshold)
