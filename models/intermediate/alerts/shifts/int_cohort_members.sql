-- What each account adds to the movement of its cohort: its mean deviation of the last days, weighted by how well it is
-- known. Accounts differ, so that a thousand messages of one do not outweigh all others.
{{ config(materialized='view') }}
{% set lanes = var('baseline_lanes') -%}

select
    {% for lane in lanes -%}
    case when entity_type = 'account' and move_w_{{ lane }} > 0 then cast(
        1 / nullif(
            {{ detection_constant('score_weight_variance') }} / nullif(move_w_{{ lane }}, 0)
            + {{ detection_constant('cohort_account_variance') }}, 0
        ) as decimal(18, 9)
    ) else 0 end as member_weight_{{ lane }},
    case when entity_type = 'account' and move_w_{{ lane }} > 0 then cast(
        move_e_{{ lane }} / nullif(move_w_{{ lane }}, 0)
        / nullif(
            {{ detection_constant('score_weight_variance') }} / nullif(move_w_{{ lane }}, 0)
            + {{ detection_constant('cohort_account_variance') }}, 0
        ) as decimal(18, 9)
    ) else 0 end as member_sum_{{ lane }},
    {% endfor -%}
    *

from {{ ref('int_detection_days') }}
