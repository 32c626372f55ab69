-- Incremental by day, because at scale the rows are many and a day changes few of them.
{{ config(materialized='incremental') }}

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
    baseline_days,
    baseline,
    baseline_sd,
    (sentiment_7d + 1) * 50 as sentiment_score_7d,
    (sentiment_7d_low + 1) * 50 as sentiment_score_7d_low,
    (sentiment_7d_high + 1) * 50 as sentiment_score_7d_high,
    (sentiment_30d + 1) * 50 as sentiment_score_30d,
    (baseline + 1) * 50 as baseline_score,
    baseline_sd * 50 as baseline_score_sd,
    history_days >= {{ var('baseline_minimum_days') }} and baseline_days > 1 and n_scored_30d > 0
        as is_judgeable,
    mood_7d,
    mood_7d_low,
    mood_7d_high,
    mood_30d,
    mood_30d_low,
    mood_30d_high

from {{ ref('int_entity_days__mood') }}
where {{ only_new_days() }}
