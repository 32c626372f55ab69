-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- Every day on which a signal reaches the threshold of a policy. A policy may be bound to the highest few of the day
-- (`maximum_share` of those judged, at least one): a list no longer than one reads.
{{ config(materialized='incremental') }}

with

-- how many were judged matters only where a policy lists a share of them
counted as (

    select
        days.entity_type,
        days.signal,
        days.direction,
        days.date_day,
        count(*) as n_judged

    from {{ ref('int_signal_days') }} as days
    inner join (
        select distinct policies.signal
        from {{ ref('alert_policy') }} as policies
        where policies.maximum_share is not null
    ) as bounded
        on days.signal = bounded.signal
    where {{ only_new_days('days.date_day') }}
    group by days.entity_type, days.signal, days.direction, days.date_day

)

select
    judged.entity_type,
    judged.entity_id,
    judged.date_day,
    judged.policy,
    judged.direction,
    judged.signal,
    judged.tier,
    judged.is_default,
    judged.threshold,
    judged.rearm_share * judged.threshold as close_below,
    judged.merge_days,
    judged.n_interactions,
    judged.baseline,
    judged.baseline_sd,
    cast(null as bigint) as baseline_days,
    judged.current_value,
    judged.deviation,
    judged.lane,
    judged.score

from {{ ref('int_signal_days__thresholds') }} as judged
left join counted
    on
        judged.entity_type = counted.entity_type
        and judged.signal = counted.signal
        and judged.direction = counted.direction
        and judged.date_day = counted.date_day
where judged.score >= judged.threshold and {{ only_new_days('judged.date_day') }}
qualify
    judged.maximum_share is null
    or row_number() over (
        partition by judged.policy, judged.entity_type, judged.signal, judged.direction, judged.date_day
        order by judged.score desc nulls last, judged.entity_id asc
    ) <= greatest(1, judged.maximum_share * coalesce(counted.n_judged, 0))
