-- What each kind of intervention did, beside comparable accounts that got none.
select
    measure,
    intervention,
    pattern,
    case measure when 'sentiment' then 'points of 100' else 'percentage points' end as unit,
    cast(n_treated as integer) as n_treated,
    cast(n_treated_accounts as integer) as n_treated_accounts,
    cast(n_control_accounts as integer) as n_control_accounts,
    effect,
    effect_low,
    effect_high,
    change_after,
    cast(treated_arr as decimal(18, 2)) as treated_arr,
    is_measured,
    case
        when not is_measured then 'too few to say'
        when effect_low > 0 then 'better than without'
        when effect_high < 0 then 'worse than without'
        else 'no effect shown'
    end as verdict

from {{ ref('int_intervention_intervals') }}
