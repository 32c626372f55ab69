-- The alert: an episode with its id and severity. What it consists of is worked out from here; words come last. The tier is
-- that of its first day; one that has become urgent since is as severe as it has become.
with

episodes as (

    select
        *,
        md5(concat(
            entity_type, '|', entity_id, '|', direction, '|', policy, '|',
            cast(opened_on as {{ dbt.type_string() }})
        )) as alert_id

    from {{ ref('int_alert_episodes__tiered') }}

),

ranked_severities as (

    select
        episodes.alert_id,
        rules.severity

    from episodes
    inner join {{ ref('severity_rules') }} as rules
        on
            case when episodes.escalated_on is not null then 'immediate' else episodes.tier end = rules.tier
            and case when episodes.escalated_on is not null then episodes.peak_score else episodes.score end
            >= rules.minimum_score
    qualify row_number() over (
        partition by episodes.alert_id order by rules.minimum_score desc nulls last
    ) = 1

)

select
    episodes.alert_id,
    episodes.entity_type,
    episodes.entity_id,
    episodes.direction,
    episodes.policy,
    episodes.is_default,
    episodes.tier,
    severities.severity,
    episodes.state,
    episodes.opened_on,
    episodes.escalated_on,
    episodes.closed_on,
    episodes.baseline,
    episodes.current_value,
    episodes.deviation,
    episodes.signal,
    episodes.lane,
    case
        when episodes.signal in ('burst', 'silence') then 'root count'
        when episodes.signal = 'stalled' then 'days'
        else 'polarity'
    end as unit,
    episodes.score,
    episodes.threshold,
    episodes.peak_score,
    episodes.probability,
    episodes.n_interactions

from episodes
left join ranked_severities as severities
    on episodes.alert_id = severities.alert_id
