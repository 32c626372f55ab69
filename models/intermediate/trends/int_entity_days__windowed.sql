-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- Trailing windows and the classic baseline, all of the past: the baseline ends before the days that it judges.
{{ config(materialized='incremental') }}
{% set short_window = entity_window(var('short_window_days') - 1) -%}
{% set long_window = entity_window(var('long_window_days') - 1) -%}
{% set baseline_window = entity_window(var('classic_baseline_from'), var('classic_baseline_to')) -%}
{% set look_back = [var('short_window_days'), var('long_window_days'), var('classic_baseline_from')] | max -%}

with

days as (

    select
        *,
        case
            when sum_w > 0
                then cast(cast(sum_wx as double) / nullif(cast(sum_w as double), 0) as decimal(16, 10))
        end as daily_mean

    from {{ ref('int_entity_days__dense') }}
    where {{ only_new_days(look_back=look_back) }}

),

windows as (

    select
        *,
        cast(sum(n_interactions) over {{ short_window }} as bigint) as n_interactions_7d,
        cast(sum(n_scored) over {{ short_window }} as bigint) as n_scored_7d,
        sum(sum_w) over {{ short_window }} as sum_w_7d,
        sum(sum_wx) over {{ short_window }} as sum_wx_7d,
        sum(sum_wx2) over {{ short_window }} as sum_wx2_7d,
        cast(sum(sum_w_r) over {{ short_window }} as double) as sum_w_r_7d,
        cast(sum(sum_r) over {{ short_window }} as double) as sum_r_7d,
        cast(sum(n_scored) over {{ long_window }} as bigint) as n_scored_30d,
        sum(sum_w) over {{ long_window }} as sum_w_30d,
        sum(sum_wx) over {{ long_window }} as sum_wx_30d,
        cast(sum(sum_w_r) over {{ long_window }} as double) as sum_w_r_30d,
        cast(sum(sum_r) over {{ long_window }} as double) as sum_r_30d,
        sum(sum_w) over {{ baseline_window }} as sum_w_baseline,
        sum(sum_wx) over {{ baseline_window }} as sum_wx_baseline,
        count(daily_mean) over {{ baseline_window }} as baseline_days,
        sum(daily_mean) over {{ baseline_window }} as sum_daily_mean,
        sum(cast(cast(daily_mean as double) * cast(daily_mean as double) as decimal(18, 12))) over {{ baseline_window }}
            as sum_daily_mean2

    from days

),

means as (

    select
        *,
        cast(sum_wx_7d as double) / nullif(cast(sum_w_7d as double), 0) as sentiment_7d,
        cast(sum_wx_30d as double) / nullif(cast(sum_w_30d as double), 0) as sentiment_30d,
        cast(sum_wx_baseline as double) / nullif(cast(sum_w_baseline as double), 0) as baseline,
        -- sample variance of the daily means; a tiny negative is rounding
        greatest(
            0,
            (
                cast(sum_daily_mean2 as double)
                - cast(sum_daily_mean as double) * cast(sum_daily_mean as double) / nullif(baseline_days, 0)
            ) / nullif(baseline_days - 1, 0)
        ) as baseline_variance

    from windows

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
    cast(daily_mean as double) as sentiment,
    n_interactions_7d,
    n_scored_7d,
    sum_w_7d,
    sum_wx2_7d,
    sum_w_r_7d,
    sum_r_7d,
    sentiment_7d,
    n_scored_30d,
    sum_w_r_30d,
    sum_r_30d,
    sentiment_30d,
    baseline_days,
    baseline,
    -- seven equal scores have no spread: what is left of it is rounding, and no mean is 10⁷ sd from its baseline
    case
        when baseline_days > 1 then round(sqrt(baseline_variance), {{ var('rounding_digits') }})
    end as baseline_sd

from means
where {{ only_new_days() }}
