-- How many standard deviations the forgetting average lies below the baseline, in each lane. The denominator knows three
-- doubts: about the average, about the baseline, and that accounts drift a little without meaning it.
{{ config(materialized='view') }}
{% set lanes = var('baseline_lanes') -%}

with

days as (

    select
        {% for lane in lanes -%}
        sqrt(
            {{ detection_constant('average_variance_share') }} * s2_{{ lane }} / nullif(n_effective_{{ lane }}, 0)
            + var_mu_{{ lane }}
            + {{ detection_constant('drift_share') }} * s2_{{ lane }}
        ) as error_{{ lane }},
        {% endfor -%}
        *

    from {{ ref('int_detection_days__averaged') }}

)

select
    entity_type,
    entity_id,
    date_day,
    history_days,
    cohort_type,
    cohort_id,
    n_judged,
    {% for lane in lanes -%}
    mu_{{ lane }},
    s2_{{ lane }},
    sum_w_{{ lane }},
    sum_e_{{ lane }},
    movement_{{ lane }},
    shift_{{ lane }},
    moved_{{ lane }},
    n_effective_{{ lane }},
    error_{{ lane }},
    -shift_{{ lane }} / nullif(error_{{ lane }}, 0) as z_{{ lane }},
    {% endfor -%}
    n_judged_recently

from days
