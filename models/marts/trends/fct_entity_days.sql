-- Incremental by day, because at scale the rows are many and a day changes few of them.
{{ config(materialized='incremental') }}

select
    days.entity_type,
    days.entity_id,
    days.date_day,
    days.history_days,
    days.n_interactions,
    days.n_scored,
    days.sum_w,
    days.sum_w2,
    days.sum_wx,
    days.sum_wx2,
    days.sum_w_r,
    days.sum_r,
    days.sum_r2,
    days.sentiment,
    days.n_interactions_7d,
    days.n_scored_7d,
    days.sentiment_7d,
    days.sentiment_7d_low,
    days.sentiment_7d_high,
    days.n_scored_30d,
    days.sentiment_30d,
    days.baseline_days,
    days.baseline,
    days.baseline_sd,
    (days.sentiment_7d + 1) * 50 as sentiment_score_7d,
    (days.sentiment_7d_low + 1) * 50 as sentiment_score_7d_low,
    (days.sentiment_7d_high + 1) * 50 as sentiment_score_7d_high,
    (days.sentiment_30d + 1) * 50 as sentiment_score_30d,
    (days.baseline + 1) * 50 as baseline_score,
    days.baseline_sd * 50 as baseline_score_sd,
    days.history_days >= {{ var('baseline_minimum_days') }} and days.baseline_days > 1 and days.n_scored_30d > 0
        as is_judgeable,
    moods.mood_7d,
    moods.mood_7d_low,
    moods.mood_7d_high,
    moods.mood_30d,
    moods.mood_30d_low,
    moods.mood_30d_high

from {{ ref('int_entity_days__with_interval') }} as days
inner join {{ ref('int_entity_days__mood') }} as moods
    on
        days.entity_type = moods.entity_type
        and days.entity_id = moods.entity_id
        and days.date_day = moods.date_day
where {{ only_new_days('days.date_day') }} and {{ only_new_days('moods.date_day') }}
