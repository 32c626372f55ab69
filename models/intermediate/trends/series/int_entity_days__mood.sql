-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- The mood of the last 7 and 30 days: their mean residual, shrunk to the entity's own baseline by as many messages as moods
-- steady, s²/ω². Few messages say little, so they move it little.
{{ config(materialized='incremental') }}
{% set spans = {
    '7d': {'days': var('short_window_days'), 'lane': 'fast', 'moves': detection_constant('mood_variance_7d')},
    '30d': {'days': var('long_window_days'), 'lane': 'slow', 'moves': detection_constant('mood_variance_30d')},
} -%}
{% set look_back = spans.values() | map(attribute='days') | max -%}

with

sums as (

    select
        entity_type,
        entity_id,
        {% for name, span in spans.items() -%}
        cast(sum(sum_w_r) over {{ entity_window(span.days - 1) }} as double) as n_{{ name }},
        cast(sum(sum_r) over {{ entity_window(span.days - 1) }} as double) as sum_r_{{ name }},
        {% endfor -%}
        date_day

    from {{ ref('int_entity_days__dense') }}
    where {{ only_new_days(look_back=look_back) }}

),

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
        sums.*

    from sums
    inner join {{ ref('int_entity_days__baselined') }} as baselines
        on
            sums.entity_type = baselines.entity_type
            and sums.entity_id = baselines.entity_id
            and sums.date_day = baselines.date_day
    where {{ only_new_days('sums.date_day') }}

),

posteriors as (

    select
        entity_type,
        entity_id,
        {% for name in spans -%}
        case
            when n_{{ name }} > 0
                then (sum_r_{{ name }} + k_{{ name }} * mu_{{ name }}) / nullif(n_{{ name }} + k_{{ name }}, 0)
        end as mood_{{ name }},
        -- the messages, the baseline they are shrunk to, and what offsets and common events leave in any mean
        {{ detection_constant('interval_z') }} * sqrt(greatest(
            0,
            s2_{{ name }} / nullif(n_{{ name }} + k_{{ name }}, 0)
            + power(k_{{ name }} / nullif(n_{{ name }} + k_{{ name }}, 0), 2) * var_mu_{{ name }}
            + {{ detection_constant('mood_shared_variance') }}
        )) as half_{{ name }},
        {% endfor -%}
        date_day

    from with_baselines

)

select
    entity_type,
    entity_id,
    {% for name in spans -%}
    mood_{{ name }},
    case when mood_{{ name }} is not null then mood_{{ name }} - half_{{ name }} end as mood_{{ name }}_low,
    case when mood_{{ name }} is not null then mood_{{ name }} + half_{{ name }} end as mood_{{ name }}_high,
    {% endfor -%}
    date_day

from posteriors
