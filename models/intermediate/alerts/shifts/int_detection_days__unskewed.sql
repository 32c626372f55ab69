-- Scores where a normal variable would be as rare. An average of skewed messages is skewed, the less the more of them it has:
-- among happy accounts chance alone falls further than it rises, and would be called a fall. With weights that halve, the
-- third moment of an average of n messages is 4/3 ÷ n² of that of one. Of accounts only: a few public series say nothing
-- about chance.
{{ config(materialized='view') }}
{% set lanes = var('baseline_lanes') -%}
{% set chance_sd = detection_constant('chance_score_sd') -%}
{% set limit = detection_constant('skew_limit') -%}

with

-- columns, because a condition on one side of an outer join makes DuckDB compare every day with every month
days as (

    select
        *,
        case when entity_type = 'account' then cast({{ dbt.date_trunc('week', 'date_day') }} as date) end as judged_week,
        case when entity_type = 'account' then cast({{ dbt.date_trunc('month', 'date_day') }} as date) end as judged_month

    from {{ ref('int_detection_days__scored') }}

),

skewed as (

    select
        {% for lane in lanes -%}
        -- a score is high where the average is low
        greatest(-{{ limit }}, least({{ limit }}, coalesce(
            -(skews.third_moment_at_zero + skews.third_moment_slope * days.mu_{{ lane }})
            * 4 / nullif(3 * power(days.n_effective_{{ lane }}, 2) * power({{ chance_sd }} * days.error_{{ lane }}, 3), 0),
            0
        ))) as skew_{{ lane }},
        {% endfor -%}
        days.*

    from days
    left join {{ ref('int_message_skews') }} as skews
        on days.judged_month = skews.month_start_on

)

select
    entity_type,
    entity_id,
    date_day,
    history_days,
    cohort_id,
    judged_week,
    judged_month,
    {% for lane in lanes -%}
    mu_{{ lane }},
    s2_{{ lane }},
    shift_{{ lane }},
    moved_{{ lane }},
    {{ rounded(chance_sd ~ ' * ' ~ normal_of_skewed('(z_' ~ lane ~ ' / nullif(' ~ chance_sd ~ ', 0))', 'skew_' ~ lane)) }}
        as z_{{ lane }},
    {% endfor -%}
    n_judged_recently

from skewed
