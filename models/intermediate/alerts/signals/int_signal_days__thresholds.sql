-- Every signal of a day beside the threshold of every policy that looks at it. A policy may have a threshold of its own for
-- a segment or a type of entity, and what people answered raises it for an entity whose alerts told them nothing.
{{ config(materialized='view') }}

with

policies as (

    select * from {{ ref('alert_policy') }}
    where signal <> 'daily_mean'

)

select
    days.*,
    policies.policy,
    policies.tier,
    policies.is_default,
    policies.rearm_share,
    policies.merge_days,
    policies.maximum_share,
    coalesce(own_segment.threshold, own_type.threshold, policies.threshold)
    + coalesce(answered.extra_threshold, 0) as threshold

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
left join {{ ref('int_alert_thresholds') }} as answered
    on
        policies.policy = answered.policy
        and policies.direction = answered.direction
        and days.entity_type = answered.entity_type
        and days.entity_id = answered.entity_id
        and days.date_day >= answered.from_on
        and days.date_day < answered.until_on
