-- To which side messages are skewed in a portfolio, as a line over the baselines of accounts: whoever is mostly happy cannot
-- be much happier, so that chance goes further down than up. Least squares over the months of accounts of the year before, by
-- their messages; a portfolio with few of them stays near no skew.
with

pooled as (

    select
        months.month_start_on,
        cast(sum(skews.n_messages) as bigint) as n_messages,
        cast(sum(skews.n_messages) as double) as sum_w,
        cast(sum(cast(skews.n_messages * skews.baseline as decimal(24, 12))) as double) as sum_wx,
        cast(sum(cast(skews.n_messages * skews.third_moment as decimal(24, 12))) as double) as sum_wy,
        cast(sum(cast(skews.n_messages * power(skews.baseline, 2) as decimal(24, 12))) as double) as sum_wxx,
        cast(
            sum(cast(skews.n_messages * skews.baseline * skews.third_moment as decimal(24, 12))) as double
        ) as sum_wxy

    from {{ ref('int_account_skew_months') }} as skews
    inner join {{ ref('int_months') }} as months
        on
            skews.month_start_on < months.month_start_on
            and skews.month_start_on >= {{ dbt.dateadd('month', -var('score_scale_months'), 'months.month_start_on') }}
    group by months.month_start_on

),

fitted as (

    select
        month_start_on,
        n_messages,
        n_messages / nullif(n_messages + {{ detection_constant('skew_prior_messages') }}, 0) as known_share,
        sum_wx / nullif(sum_w, 0) as mean_x,
        sum_wy / nullif(sum_w, 0) as mean_y,
        -- accounts that are all alike have no slope
        coalesce(
            (sum_wxy - sum_wx * sum_wy / nullif(sum_w, 0))
            / nullif(round(sum_wxx - sum_wx * sum_wx / nullif(sum_w, 0), 9), 0),
            0
        ) as slope

    from pooled

)

select
    month_start_on,
    n_messages,
    round(known_share * (mean_y - slope * mean_x), 6) as third_moment_at_zero,
    round(known_share * slope, 6) as third_moment_slope

from fitted
