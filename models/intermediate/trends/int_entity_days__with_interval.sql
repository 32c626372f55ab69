-- How far a 7-day mean may lie from the truth. Few messages say little about their own spread, so it is shrunk to that
-- of messages in general, and messages of a thread, which are not independent, count for less.
{{ config(materialized='view') }}

with

days as (

    select
        *,
        cast(sum_w_7d as double) as n,
        greatest(0, cast(sum_w_7d as double) - 1) as n_less_one

    from {{ ref('int_entity_days__windowed') }}

),

with_spread as (

    select
        *,
        -- of the messages of the window; a tiny negative is rounding
        greatest(0, cast(sum_wx2_7d as double) / nullif(n, 0) - sentiment_7d * sentiment_7d) as window_variance

    from days

),

with_error as (

    select
        *,
        sqrt(
            {{ detection_constant('thread_inflation') }}
            * (
                n_less_one * window_variance
                + {{ detection_constant('spread_prior_messages') }} * {{ detection_constant('score_weight_variance') }}
            )
            / nullif(n_less_one + {{ detection_constant('spread_prior_messages') }}, 0)
            / nullif(n, 0)
        ) as sentiment_7d_se

    from with_spread

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
    sum_w_r_7d,
    sum_r_7d,
    sentiment_7d,
    case
        when sentiment_7d is not null
            then greatest(-1, sentiment_7d - {{ detection_constant('interval_z') }} * sentiment_7d_se)
    end as sentiment_7d_low,
    case
        when sentiment_7d is not null
            then least(1, sentiment_7d + {{ detection_constant('interval_z') }} * sentiment_7d_se)
    end as sentiment_7d_high,
    n_scored_30d,
    sum_w_r_30d,
    sum_r_30d,
    sentiment_30d,
    baseline_days,
    baseline,
    baseline_sd

from with_error
