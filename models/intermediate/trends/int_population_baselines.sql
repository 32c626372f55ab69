-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- What entities of a type have in common in the same windows: their mean, and how far messages lie from the mean of
-- their own entity. It lends what an entity with few messages lacks.
{{ config(materialized='incremental') }}
{% set lanes = var('baseline_lanes') -%}

with

spreads as (

    select
        entity_type,
        {% for lane in lanes -%}
        n_{{ lane }},
        sum_r_{{ lane }},
        greatest(0, n_{{ lane }} - 1) as degrees_{{ lane }},
        case
            when n_{{ lane }} > 1
                then greatest(0, sum_r2_{{ lane }} - sum_r_{{ lane }} * sum_r_{{ lane }} / nullif(n_{{ lane }}, 0))
            else 0
        end as squares_{{ lane }},
        {% endfor -%}
        date_day

    from {{ ref('int_entity_days__baseline_sums') }}
    where {{ only_new_days() }}

)

-- Sums of DECIMALs: the same rows give the same bits.
select
    entity_type,
    {% for lane in lanes -%}
    cast(sum(cast(sum_r_{{ lane }} as decimal(18, 6))) as double)
    / nullif(cast(sum(cast(n_{{ lane }} as decimal(18, 6))) as double), 0) as mean_{{ lane }},
    cast(sum(cast(squares_{{ lane }} as decimal(18, 6))) as double)
    / nullif(cast(sum(cast(degrees_{{ lane }} as decimal(18, 6))) as double), 0) as variance_{{ lane }},
    {% endfor -%}
    date_day

from spreads
group by entity_type, date_day
