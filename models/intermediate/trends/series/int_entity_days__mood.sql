-- The mood of the last 7 and 30 days: their mean residual, shrunk to the entity's own baseline by as many messages as moods
-- steady, s²/ω². Few messages say little, so they move it little.
{{ config(materialized='view') }}
{% set spans = {
    '7d': {'lane': 'fast', 'moves': detection_constant('mood_variance_7d')},
    '30d': {'lane': 'slow', 'moves': detection_constant('mood_variance_30d')},
} -%}

with

with_baselines as (

    select
        {% for name, span in spans.items() -%}
        -- before there is a baseline, nothing is shrunk
        coalesce(baselines.mu_{{ span.lane }}, 0) as mu_{{ name }},
        baselines.s2_{{ span.lane }} as s2_{{ name }},
        coalesce(baselines.var_mu_{{ span.lane }}, 0) as var_mu_{{ name }},
        case
            when baselines.mu_{{ span.lane }} is null then 0
            else baselines.s2_{{ span.lane }} / nullif({{ span.moves }}, 0)
        end as k_{{ name }},
        {% endfor -%}
        days.*

    from {{ ref('int_entity_days__with_interval') }} as days
    inner join {{ ref('int_entity_days__baselined') }} as baselines
        on
            days.entity_type = baselines.entity_type
            and days.entity_id = baselines.entity_id
            and days.date_day = baselines.date_day

),

posteriors as (

    select
        {% for name in spans -%}
        case
            when sum_w_r_{{ name }} > 0
                then (sum_r_{{ name }} + k_{{ name }} * mu_{{ name }}) / nullif(sum_w_r_{{ name }} + k_{{ name }}, 0)
        end as mood_{{ name }},
        -- the messages, the baseline they are shrunk to, and what offsets and common events leave in any mean
        {{ detection_constant('interval_z') }} * sqrt(greatest(
            0,
            s2_{{ name }} / nullif(sum_w_r_{{ name }} + k_{{ name }}, 0)
            + power(k_{{ name }} / nullif(sum_w_r_{{ name }} + k_{{ name }}, 0), 2) * var_mu_{{ name }}
            + {{ detection_constant('mood_shared_variance') }}
        )) as half_{{ name }},
        {% endfor -%}
        *

    from with_baselines

)

select
    entity_type,
    entity_id,
    date_day,
    history_days,
    n_interactions,
    n_scored,
    sum_w,
    sum_w2,
    sum_wx,
    sum_wx2,
    sum_w_r,
    sum_r,
    sum_r2,
    sentiment,
    n_interactions_7d,
    n_scored_7d,
    sentiment_7d,
    sentiment_7d_low,
    sentiment_7d_high,
    n_scored_30d,
    sentiment_30d,
    {% for name in spans -%}
    mood_{{ name }},
    case when mood_{{ name }} is not null then mood_{{ name }} - half_{{ name }} end as mood_{{ name }}_low,
    case when mood_{{ name }} is not null then mood_{{ name }} + half_{{ name }} end as mood_{{ name }}_high,
    {% endfor -%}
    baseline_days,
    baseline,
    baseline_sd

from posteriors
