-- Each intervention with matched controls, counted for its own kind and for all, for its own pattern and for all.
with

scopes as (

    select true as is_all
    union all
    select false as is_all

)

select
    units.measure,
    case when kinds.is_all then 'all' else units.intervention end as intervention,
    case when patterns.is_all then 'all' else units.pattern end as pattern,
    units.account_id,
    units.stratum,
    units.n_controls,
    units.arr,
    units.change_after,
    units.beyond_controls

from {{ ref('int_intervention_outcomes') }} as units
cross join scopes as kinds
cross join scopes as patterns
where units.intervention is not null
