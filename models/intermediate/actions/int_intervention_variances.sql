-- How sure each effect is. Its variance adds up the squares of what each account contributes, as treated and as control, so
-- that an account that serves in many weeks is not taken for many accounts.
with

stratum_weights as (

    select
        scopes.measure,
        scopes.intervention,
        scopes.pattern,
        scopes.stratum,
        cast(count(*) as double)
        / nullif(cast(max(effects.n_treated) as double) * max(scopes.n_controls), 0) as weight_of_control

    from {{ ref('int_intervention_scopes') }} as scopes
    inner join {{ ref('int_intervention_effects') }} as effects
        on
            scopes.measure = effects.measure
            and scopes.intervention = effects.intervention
            and scopes.pattern = effects.pattern
    group by scopes.measure, scopes.intervention, scopes.pattern, scopes.stratum

),

control_sums as (

    select
        measure,
        stratum,
        account_id,
        sum(cast(beyond_controls as decimal(18, 9))) as sum_beyond

    from {{ ref('int_intervention_outcomes') }}
    where intervention is null
    group by measure, stratum, account_id

),

parts as (

    select
        scopes.measure,
        scopes.intervention,
        scopes.pattern,
        scopes.account_id,
        false as is_control,
        (scopes.beyond_controls - effects.effect) / nullif(effects.n_treated, 0) as part

    from {{ ref('int_intervention_scopes') }} as scopes
    inner join {{ ref('int_intervention_effects') }} as effects
        on
            scopes.measure = effects.measure
            and scopes.intervention = effects.intervention
            and scopes.pattern = effects.pattern

    union all

    select
        weights.measure,
        weights.intervention,
        weights.pattern,
        controls.account_id,
        true as is_control,
        -weights.weight_of_control * cast(controls.sum_beyond as double) as part

    from stratum_weights as weights
    inner join control_sums as controls
        on weights.measure = controls.measure and weights.stratum = controls.stratum

),

by_account as (

    select
        measure,
        intervention,
        pattern,
        account_id,
        max(case when is_control then 1 else 0 end) as control_mark,
        cast(sum(cast(part as decimal(28, 14))) as double) as part

    from parts
    group by measure, intervention, pattern, account_id

)

select
    measure,
    intervention,
    pattern,
    sum(control_mark) as n_control_accounts,
    cast(sum(cast(part * part as decimal(28, 14))) as double) as variance

from by_account
group by measure, intervention, pattern
