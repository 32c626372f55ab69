-- A sudden fall wants an answer now, a slow one a plan. The best step must beat the best ramp by a margin, because the
-- shortest stretch always fits best by chance. The probability is a logistic curve of the same difference.
with

shapes as (

    select
        entity_type,
        entity_id,
        policy,
        opened_on,
        max(case when contrast = 'step' then z end) as step_z,
        max(case when contrast = 'ramp' then z end) as ramp_z

    from {{ ref('int_alert_contrasts') }}
    group by entity_type, entity_id, policy, opened_on

),

with_margin as (

    select
        *,
        step_z - ramp_z - {{ detection_constant('step_margin') }} as margin

    from shapes

)

select
    entity_type,
    entity_id,
    policy,
    opened_on,
    step_z,
    ramp_z,
    case when margin > 0 then 'immediate' else 'moderate' end as tier,
    1 / nullif(1 + exp(-{{ detection_constant('tier_logistic_slope') }} * abs(margin)), 0) as probability

from with_margin
