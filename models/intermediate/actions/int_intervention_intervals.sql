-- The effects with their 95 % intervals: Student's t on the accounts that were treated.
with

with_quantile as (

    select
        effects.*,
        variances.n_control_accounts,
        quantiles.t_95,
        sqrt(
            variances.variance * effects.n_treated_accounts / nullif(cast(effects.n_treated_accounts - 1 as double), 0)
        ) as standard_error

    from {{ ref('int_intervention_effects') }} as effects
    inner join {{ ref('int_intervention_variances') }} as variances
        on
            effects.measure = variances.measure
            and effects.intervention = variances.intervention
            and effects.pattern = variances.pattern
    left join {{ ref('student_t_quantiles') }} as quantiles
        on effects.n_treated_accounts - 1 >= quantiles.degrees_of_freedom
    qualify row_number() over (
        partition by effects.measure, effects.intervention, effects.pattern
        order by quantiles.degrees_of_freedom desc nulls last
    ) = 1

),

scaled as (

    select
        *,
        case measure when 'sentiment' then 50 else 100 end as points

    from with_quantile

)

select
    measure,
    intervention,
    pattern,
    n_treated,
    n_treated_accounts,
    n_control_accounts,
    treated_arr,
    {{ rounded('effect * points') }} as effect,
    {{ rounded('(effect - t_95 * standard_error) * points') }} as effect_low,
    {{ rounded('(effect + t_95 * standard_error) * points') }} as effect_high,
    case measure when 'sentiment' then {{ rounded('change_after * points') }} end as change_after,
    n_treated >= {{ var('effect_minimum_treated') }} and t_95 is not null as is_measured

from scaled
