-- Every signal of a day beside the threshold of every policy that looks at it. What people answered raises the threshold for
-- an entity whose alerts told them nothing.
{{ config(materialized='view') }}

select
    days.*,
    policies.policy,
    policies.tier,
    policies.is_default,
    policies.rearm_share,
    policies.merge_days,
    policies.maximum_share,
    policies.threshold + coalesce(answered.extra_threshold, 0) as threshold

from {{ ref('int_signal_days') }} as days
left join (select distinct scopes.segment_key from {{ ref('int_alert_policies') }} as scopes) as named
    on days.segment = named.segment_key
inner join {{ ref('int_alert_policies') }} as policies
    on
        days.signal = policies.signal
        and days.direction = policies.direction
        and days.entity_type = policies.entity_type
        and coalesce(named.segment_key, '') = policies.segment_key
left join {{ ref('int_alert_thresholds') }} as answered
    on
        policies.policy = answered.policy
        and policies.direction = answered.direction
        and days.entity_type = answered.entity_type
        and days.entity_id = answered.entity_id
        and days.date_day >= answered.from_on
        and days.date_day < answered.until_on
