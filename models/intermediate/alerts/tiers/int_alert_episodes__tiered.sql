-- Each episode with its tier: of the shape of the fall where there is one, else of the policy. A moderate alert whose
-- score later rises far enough becomes urgent that day.
with

escalations as (

    select
        episodes.entity_type,
        episodes.entity_id,
        episodes.policy,
        episodes.direction,
        episodes.opened_on,
        min(crossings.date_day) as escalated_on

    from {{ ref('int_alert_episodes__closed') }} as episodes
    inner join {{ ref('int_alert_crossings__signals') }} as crossings
        on
            episodes.entity_type = crossings.entity_type
            and episodes.entity_id = crossings.entity_id
            and episodes.policy = crossings.policy
            and episodes.direction = crossings.direction
            and episodes.opened_on < crossings.date_day
            and episodes.last_crossing_on >= crossings.date_day
    where episodes.signal = 'shift' and crossings.score >= {{ detection_constant('escalation_score') }}
    group by
        episodes.entity_type, episodes.entity_id, episodes.policy, episodes.direction, episodes.opened_on

)

select
    episodes.entity_type,
    episodes.entity_id,
    episodes.policy,
    episodes.direction,
    episodes.opened_on,
    episodes.signal,
    episodes.lane,
    coalesce(tiers.tier, episodes.tier) as tier,
    tiers.probability,
    case
        when coalesce(tiers.tier, episodes.tier) = 'moderate' and episodes.score < {{ detection_constant('escalation_score') }}
            then escalations.escalated_on
    end as escalated_on,
    episodes.is_default,
    episodes.threshold,
    episodes.score,
    episodes.peak_score,
    episodes.n_interactions,
    episodes.baseline,
    episodes.baseline_sd,
    episodes.current_value,
    episodes.deviation,
    episodes.closed_on,
    episodes.state

from {{ ref('int_alert_episodes__closed') }} as episodes
left join {{ ref('int_alert_tiers') }} as tiers
    on
        episodes.signal = 'shift'
        and episodes.direction = 'decline'
        and episodes.entity_type = tiers.entity_type
        and episodes.entity_id = tiers.entity_id
        and episodes.policy = tiers.policy
        and episodes.opened_on = tiers.opened_on
left join escalations
    on
        episodes.entity_type = escalations.entity_type
        and episodes.entity_id = escalations.entity_id
        and episodes.policy = escalations.policy
        and episodes.direction = escalations.direction
        and episodes.opened_on = escalations.opened_on
