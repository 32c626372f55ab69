-- The figures that a leader of customer success reports, each with how it is made. What cannot be known is NULL.
with

active as (

    select
        count(*) as n_accounts,
        sum(assessments.arr) as arr,
        sum(case when assessments.severity in ('critical', 'high') then assessments.arr else 0 end) as severe_arr,
        sum(case when assessments.severity in ('critical', 'high') then 1 else 0 end) as n_severe,
        sum(case when assessments.churn_probability is not null and assessments.arr is not null then 1 else 0 end)
            as n_at_risk,
        sum(cast(
            cast(assessments.churn_probability as decimal(9, 6)) * assessments.arr as decimal(28, 8)
        )) as expected_loss

    from {{ ref('mart_risk_assessments') }} as assessments

),

revenue as (

    select
        count(*) as n_accounts,
        cast(sum(revenue.arr_now) as double) / nullif(cast(sum(revenue.arr_then) as double), 0) as net,
        cast(sum(case when revenue.arr_now < revenue.arr_then then revenue.arr_now else revenue.arr_then end) as double)
        / nullif(cast(sum(revenue.arr_then) as double), 0) as gross

    from {{ ref('int_account_revenue') }} as revenue

),

saved as (

    select
        n_treated_accounts,
        effect / 100 * cast(treated_arr as double) as arr,
        effect_low / 100 * cast(treated_arr as double) as arr_low,
        effect_high / 100 * cast(treated_arr as double) as arr_high

    from {{ ref('mart_intervention_effectiveness') }}
    where measure = 'retention' and intervention = 'all' and pattern = 'all' and is_measured

),

figures as (

    select
        'active_arr' as metric,
        cast(arr as double) as metric_value,
        n_accounts
    from active
    union all
    select
        'arr_at_risk' as metric,
        cast(expected_loss as double) as metric_value,
        n_at_risk as n_accounts
    from active
    union all
    select
        'arr_of_severe_accounts' as metric,
        cast(severe_arr as double) as metric_value,
        n_severe as n_accounts
    from active
    union all
    select
        'gross_revenue_retention' as metric,
        gross as metric_value,
        n_accounts
    from revenue
    union all
    select
        'net_revenue_retention' as metric,
        net as metric_value,
        n_accounts
    from revenue
    union all
    select
        'saved_arr' as metric,
        arr as metric_value,
        n_treated_accounts as n_accounts
    from saved

)

select
    metrics.metric,
    metrics.place,
    metrics.title,
    figures.metric_value,
    saved.arr_low as metric_low,
    saved.arr_high as metric_high,
    metrics.unit,
    cast(coalesce(figures.n_accounts, 0) as {{ dbt.type_bigint() }}) as n_accounts,
    metrics.method

from {{ ref('executive_metrics') }} as metrics
left join figures
    on metrics.metric = figures.metric
left join saved
    on metrics.metric = 'saved_arr'
