-- An average that forgets: each message counts half as much as one a half-life later. Weights grow from the calendar's
-- first day on, so that the average of every day is a plain window sum; what is common to all weights cancels.
{{ config(materialized='view') }}
{% set lanes = var('baseline_lanes') -%}

with

days as (

    select
        days.*,
        {{ dbt.datediff('calendar.first_day', 'days.date_day', 'day') }} as day_number

    from {{ ref('int_detection_days__centred') }} as days
    cross join (select min(date_day) as first_day from {{ ref('int_calendar') }}) as calendar

),

weighed as (

    select
        {% for lane, settings in lanes.items() -%}
        power(2.0, day_number / nullif({{ settings.half_life }}.0, 0)) as forgetting_{{ lane }},
        {% endfor -%}
        *

    from days

),

sums as (

    select
        *,
        {% for lane, settings in lanes.items() -%}
        {% set window = entity_window(settings.half_life * var('half_lives_kept') - 1) -%}
        sum(forgetting_{{ lane }} * sum_e_{{ lane }}) over {{ window }} as average_e_{{ lane }},
        sum(forgetting_{{ lane }} * sum_w_{{ lane }}) over {{ window }} as average_w_{{ lane }},
        sum(forgetting_{{ lane }} * forgetting_{{ lane }} * sum_w_{{ lane }}) over {{ window }} as average_w2_{{ lane }},
        {% endfor -%}
        sum(n_judged) over {{ entity_window(var('evidence_days') - 1) }} as n_judged_recently

    from weighed

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
    var_mu_{{ lane }},
    sum_w_{{ lane }},
    sum_e_{{ lane }},
    movement_{{ lane }},
    average_e_{{ lane }} / nullif(average_w_{{ lane }}, 0) as shift_{{ lane }},
    average_w_{{ lane }} * average_w_{{ lane }} / nullif(average_w2_{{ lane }}, 0) as n_effective_{{ lane }},
    {% endfor -%}
    n_judged_recently

from sums
