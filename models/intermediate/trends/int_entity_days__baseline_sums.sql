-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- What lies in the two windows that an entity is compared with: a fast lane and a slow one, both ending before the days
-- that they judge, so that a fall cannot hide in its own baseline.
{{ config(materialized='incremental') }}
{% set lanes = var('baseline_lanes') -%}
{% set look_back = lanes.values() | map(attribute='baseline_from') | max -%}

with

sums as (

    select
        entity_type,
        entity_id,
        date_day,
        history_days,
        cohort_type,
        {% for lane, days in lanes.items() -%}
        {% set window = entity_window(days.baseline_from, days.baseline_to) -%}
        coalesce(cast(sum(sum_w_r) over {{ window }} as double), 0) as n_{{ lane }},
        coalesce(cast(sum(sum_r) over {{ window }} as double), 0) as sum_r_{{ lane }},
        coalesce(cast(sum(sum_r2) over {{ window }} as double), 0) as sum_r2_{{ lane }},
        {% endfor -%}
        cohort_id

    from {{ ref('int_entity_days__cohorted') }}
    where {{ only_new_days(look_back=look_back) }}

)

select * from sums
where {{ only_new_days() }}
