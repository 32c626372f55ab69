-- A sudden fall wants an answer now, a slow one a plan. The evidence for a step is the mean over all steps, because a single
-- one of them always fits best by chance; so for ramps. The probability says how often such evidence is right when sudden
-- and slow falls are equally common.
with

best as (

    select
        *,
        max(evidence) over (partition by entity_type, entity_id, policy, opened_on, contrast) as best_evidence

    from {{ ref('int_alert_contrasts') }}

),

-- means of exponentials, beside the best one so that none is too large; as DECIMALs, whose sums know no order
shapes as (

    select
        entity_type,
        entity_id,
        policy,
        opened_on,
        contrast,
        max(best_evidence)
        + ln(cast(sum(cast(exp(evidence - best_evidence) as decimal(18, 12))) as double) / nullif(count(*), 0)) as evidence

    from best
    group by entity_type, entity_id, policy, opened_on, contrast

),

compared as (

    select
        entity_type,
        entity_id,
        policy,
        opened_on,
        max(case when contrast = 'step' then evidence end) as step_evidence,
        max(case when contrast = 'ramp' then evidence end) as ramp_evidence

    from shapes
    group by entity_type, entity_id, policy, opened_on

),

with_margin as (

    select
        *,
        greatest(
            -{{ detection_constant('tier_evidence_limit') }},
            least({{ detection_constant('tier_evidence_limit') }}, step_evidence - ramp_evidence)
        ) - {{ detection_constant('tier_margin') }} as margin

    from compared

)

select
    entity_type,
    entity_id,
    policy,
    opened_on,
    step_evidence,
    ramp_evidence,
    case when margin > 0 then 'immediate' else 'moderate' end as tier,
    1 / nullif(1 + exp(-{{ detection_constant('tier_logistic_slope') }} * abs(margin)), 0) as probability

from with_margin
