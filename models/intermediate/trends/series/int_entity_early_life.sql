-- The baseline of mode `early_life`: the plain mean of the first 180 days, once they are past. It never moves, so a slow
-- slide cannot drag it along.
with

early_days as (

    select
        days.entity_type,
        days.entity_id,
        sum(days.n_scored) as n_scored,
        sum(days.sum_w) as sum_w,
        sum(days.sum_wx) as sum_wx

    from {{ ref('int_entity_days__dense') }} as days
    where days.history_days <= {{ var('early_life_days') }}
    group by days.entity_type, days.entity_id

)

select
    spans.entity_type,
    spans.entity_id,
    early_days.n_scored as early_life_n_scored,
    case
        when spans.history_days > {{ var('early_life_days') }}
            then cast(early_days.sum_wx as double) / nullif(cast(early_days.sum_w as double), 0)
    end as early_life_baseline

from {{ ref('int_entity_spans') }} as spans
inner join early_days
    on spans.entity_type = early_days.entity_type and spans.entity_id = early_days.entity_id
