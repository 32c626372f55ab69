-- The mean of a segment, and of the whole portfolio, over the days before each lane's tested days: what an account with
-- few messages is taken to be like.
{% set lanes = var('baseline_lanes') -%}

with

sums as (

    select
        entity_type,
        entity_id,
        {% for lane, days in lanes.items() -%}
        {% set window = entity_window(days.baseline_to + var('cohort_baseline_days') - 1, days.baseline_to) -%}
        cast(sum(sum_w_r) over {{ window }} as double) as n_{{ lane }},
        cast(sum(sum_r) over {{ window }} as double) as sum_r_{{ lane }},
        {% endfor -%}
        date_day

    from {{ ref('int_entity_days__dense') }}
    where entity_type in ('segment', 'portfolio')

)

select
    entity_type as cohort_type,
    entity_id as cohort_id,
    {% for lane in lanes -%}
    sum_r_{{ lane }} / nullif(n_{{ lane }}, 0) as mean_{{ lane }},
    {% endfor -%}
    date_day

from sums
