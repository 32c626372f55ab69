-- What each kind of intervention did, beside comparable accounts that got none. A kind that was recorded and cannot be compared
-- is shown, too.
with

recorded as (

    select
        'sentiment' as measure,
        min(trim(title)) as intervention,
        count(*) as n_recorded

    from {{ ref('fct_events') }}
    where event_type = 'intervention' and scope = 'account' and title is not null
    group by lower(trim(title))

),

named as (

    select
        measure,
        intervention,
        pattern
    from {{ ref('int_intervention_intervals') }}

    union all

    select
        measure,
        intervention,
        'all' as pattern
    from recorded

),

kinds as (

    select distinct
        measure,
        intervention,
        pattern

    from named

)

select
    kinds.measure,
    kinds.intervention,
    kinds.pattern,
    case kinds.measure when 'sentiment' then 'points of 100' else 'percentage points' end as unit,
    case when kinds.pattern = 'all' then cast(recorded.n_recorded as integer) end as n_recorded,
    cast(coalesce(effects.n_treated, 0) as integer) as n_treated,
    cast(effects.n_treated_accounts as integer) as n_treated_accounts,
    cast(effects.n_control_accounts as integer) as n_control_accounts,
    effects.effect,
    effects.effect_low,
    effects.effect_high,
    effects.change_after,
    cast(effects.treated_arr as decimal(18, 2)) as treated_arr,
    coalesce(effects.is_measured, false) as is_measured,
    case
        when effects.is_measured is null or not effects.is_measured then 'too few to say'
        when effects.effect_low > 0 then 'better than without'
        when effects.effect_high < 0 then 'worse than without'
        else 'no effect shown'
    end as verdict

from kinds
left join {{ ref('int_intervention_intervals') }} as effects
    on
        kinds.measure = effects.measure
        and kinds.intervention = effects.intervention
        and kinds.pattern = effects.pattern
left join recorded
    on kinds.measure = recorded.measure and kinds.intervention = recorded.intervention
