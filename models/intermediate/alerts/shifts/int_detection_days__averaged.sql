-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- An average that forgets: each message counts half as much as one a half-life later. So that the average of every day is a
-- window sum, weights grow from day to day; they begin anew with every window's length of days, and what lies before that in
-- a window counts so much less. Sums of DECIMALs: the same in whatever frame they are computed.
{{ config(materialized='incremental') }}
{% set lanes = var('baseline_lanes') -%}
{% set parts = {'e': 1, 'moved': 1, 'w': 1, 'w2': 2} -%}
{# The sums of most accounts stay under 2⁵³ units of the last digit: casting larger ones to doubles takes many times as long. #}
{% set digits = {'e': 11, 'moved': 11, 'w': 10, 'w2': 7} -%}
{% set look_back = (lanes.values() | map(attribute='half_life') | max) * var('half_lives_kept') -%}

with

days as (

    select
        days.*,
        {{ dbt.datediff("cast('1990-01-01' as date)", 'days.date_day', 'day') }} as day_number

    from {{ ref('int_detection_days__centred') }} as days
    where {{ only_new_days('days.date_day', look_back=[look_back, var('evidence_days')] | max) }}

),

with_forgetting as (

    select
        {% for lane, settings in lanes.items() -%}
        {% set kept = settings.half_life * var('half_lives_kept') -%}
        mod(floor(day_number / nullif({{ kept }}.0, 0)), 2) as turn_{{ lane }},
        power(2.0, cast(mod(day_number, {{ kept }}) as double) / nullif({{ settings.half_life }}, 0)) as forgetting_{{ lane }},
        {% endfor -%}
        *

    from days

),

weighed as (

    select
        {% for lane in lanes -%}
        cast(forgetting_{{ lane }} * sum_e_{{ lane }} as decimal(28, {{ digits.e }})) as e_{{ lane }},
        cast(forgetting_{{ lane }} * sum_w_{{ lane }} as decimal(28, {{ digits.w }})) as w_{{ lane }},
        cast(forgetting_{{ lane }} * forgetting_{{ lane }} * sum_w_{{ lane }} as decimal(28, {{ digits.w2 }}))
            as w2_{{ lane }},
        cast(forgetting_{{ lane }} * sum_moved_{{ lane }} as decimal(28, {{ digits.moved }})) as moved_{{ lane }},
        {% endfor -%}
        *

    from with_forgetting

),

sums as (

    select
        *,
        {% for lane, settings in lanes.items() -%}
        {% set window = entity_window(settings.half_life * var('half_lives_kept') - 1) -%}
        {% for part in parts -%}
        {% for turn in [0, 1] -%}
        cast(
            sum(case when turn_{{ lane }} = {{ turn }} then {{ part }}_{{ lane }} else 0 end) over {{ window }} as double
        ) as {{ part }}_{{ lane }}_{{ turn }},
        {% endfor -%}
        {% endfor -%}
        {% endfor -%}
        cast(sum(n_judged) over {{ entity_window(var('evidence_days') - 1) }} as bigint) as n_judged_recently

    from weighed

),

averages as (

    select
        {% for lane in lanes -%}
        {% for part, power in parts.items() -%}
        case turn_{{ lane }}
            when 0 then {{ part }}_{{ lane }}_0 + {{ part }}_{{ lane }}_1 * power(2.0, -{{ power * var('half_lives_kept') }})
            else {{ part }}_{{ lane }}_1 + {{ part }}_{{ lane }}_0 * power(2.0, -{{ power * var('half_lives_kept') }})
        end as average_{{ part }}_{{ lane }},
        {% endfor -%}
        {% endfor -%}
        *

    from sums

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
    average_moved_{{ lane }} / nullif(average_w_{{ lane }}, 0) as moved_{{ lane }},
    average_w_{{ lane }} * average_w_{{ lane }} / nullif(average_w2_{{ lane }}, 0) as n_effective_{{ lane }},
    {% endfor -%}
    n_judged_recently

from averages
where {{ only_new_days() }}
