-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- An entity's own baseline in both lanes: its mean residual, shrunk to its cohort's by κ messages; the spread of one
-- message around it; and how uncertain the mean itself is.
{{ config(materialized='incremental') }}
{% set lanes = var('baseline_lanes') -%}

with

days as (

    select
        {% for lane in lanes -%}
        case
            when days.n_{{ lane }} > 0
                then greatest(
                    0, days.sum_r2_{{ lane }} - days.sum_r_{{ lane }} * days.sum_r_{{ lane }} / nullif(days.n_{{ lane }}, 0)
                )
            else 0
        end as squares_{{ lane }},
        greatest(0, days.n_{{ lane }} - 1) as degrees_{{ lane }},
        coalesce(
            segments.mean_{{ lane }},
            case when days.entity_type = 'account' then portfolios.mean_{{ lane }} end,
            population.mean_{{ lane }}
        ) as prior_{{ lane }},
        coalesce(population.variance_{{ lane }}, {{ detection_constant('score_weight_variance') }})
            as variance_{{ lane }},
        {% endfor -%}
        days.*

    from {{ ref('int_entity_days__baseline_sums') }} as days
    left join {{ ref('int_cohort_baselines') }} as segments
        on
            days.cohort_type = segments.cohort_type
            and days.cohort_id = segments.cohort_id
            and days.date_day = segments.date_day
    left join {{ ref('int_cohort_baselines') }} as portfolios
        on portfolios.cohort_type = 'portfolio' and days.date_day = portfolios.date_day
    left join {{ ref('int_population_baselines') }} as population
        on days.entity_type = population.entity_type and days.date_day = population.date_day
    where {{ only_new_days('days.date_day') }}

),

with_spread as (

    select
        {% for lane in lanes -%}
        {{ detection_constant('thread_inflation') }}
        * (squares_{{ lane }} + {{ detection_constant('spread_prior_messages') }} * variance_{{ lane }})
        / nullif(degrees_{{ lane }} + {{ detection_constant('spread_prior_messages') }}, 0) as s2_{{ lane }},
        {% endfor -%}
        *

    from days

)

select
    entity_type,
    entity_id,
    date_day,
    history_days,
    cohort_type,
    {% for lane in lanes -%}
    n_{{ lane }},
    prior_{{ lane }},
    (sum_r_{{ lane }} + {{ detection_constant('baseline_prior_messages') }} * prior_{{ lane }})
    / nullif(n_{{ lane }} + {{ detection_constant('baseline_prior_messages') }}, 0) as mu_{{ lane }},
    s2_{{ lane }},
    s2_{{ lane }} / nullif(n_{{ lane }} + {{ detection_constant('baseline_prior_messages') }}, 0) as var_mu_{{ lane }},
    {% endfor -%}
    cohort_id

from with_spread
