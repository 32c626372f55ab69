-- What is measured beside others: events of the last quarter beside accounts that they spared, kinds of interventions beside
-- comparable accounts that got none.
select
    'event' as section,
    impacts.event_id as effect_id,
    coalesce(impacts.title, impacts.event_type) as title,
    impacts.started_on,
    impacts.sentence,
    impacts.n_exposed as n,
    impacts.effect * 50 as change,
    impacts.effect_low * 50 as change_low,
    impacts.effect_high * 50 as change_high,
    impacts.verdict as finding,
    row_number() over (order by impacts.started_on desc nulls last, impacts.event_id asc) as item_rank

from {{ ref('fct_event_impacts') }} as impacts
cross join {{ ref('int_as_of') }} as as_of
where
    impacts.started_on > {{ dbt.dateadd('day', -var('precision_days'), 'as_of.as_of') }}
    and impacts.started_on <= as_of.as_of

union all

select
    'play' as section,
    effects.intervention as effect_id,
    effects.intervention as title,
    cast(null as date) as started_on,
    cast(null as {{ dbt.type_string() }}) as sentence,
    cast(effects.n_treated as bigint) as n,
    effects.effect as change,
    effects.effect_low as change_low,
    effects.effect_high as change_high,
    effects.verdict as finding,
    row_number() over (order by effects.effect desc nulls last, effects.n_recorded desc nulls last, effects.intervention asc)
        as item_rank

from {{ ref('mart_intervention_effectiveness') }} as effects
where effects.measure = 'sentiment' and effects.pattern = 'all'
