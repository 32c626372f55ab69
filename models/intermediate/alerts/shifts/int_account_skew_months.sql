-- Incremental by month, because at scale the days are many and a day changes the newest month only.
-- To which side the messages of an account were skewed in a month, around their own mean of that month: a fall that lasts
-- moves the mean and does not count as skew. Fisher's k-statistic, the unbiased third moment, which needs three messages.
{{ config(materialized='incremental', unique_key='month_end_on') }}

with

months as (

    select
        days.entity_id as account_id,
        cast({{ dbt.date_trunc('month', 'days.date_day') }} as date) as month_start_on,
        cast(sum(days.n_deviations) as bigint) as n_messages,
        cast(sum(days.sum_deviations) as double) as sum_deviations,
        cast(sum(days.sum_squares) as double) as sum_squares,
        cast(sum(days.sum_cubes) as double) as sum_cubes,
        sum(days.n_deviations * cast(baselines.mu_slow as decimal(18, 12))) as sum_baselines

    from {{ ref('int_entity_days__frozen') }} as days
    inner join {{ ref('int_entity_days__baselined') }} as baselines
        on
            days.entity_type = baselines.entity_type
            and days.entity_id = baselines.entity_id
            and days.date_day = baselines.date_day
    where
        days.entity_type = 'account'
        and days.n_deviations > 0
        and {{ only_new_days('days.date_day', look_back=31) }}
        and {{ only_new_days('baselines.date_day', look_back=31) }}
    group by days.entity_id, cast({{ dbt.date_trunc('month', 'days.date_day') }} as date)

)

select
    account_id,
    month_start_on,
    {{ dbt.last_day('month_start_on', 'month') }} as month_end_on,
    n_messages,
    cast(sum_baselines as double) / nullif(n_messages, 0) as baseline,
    (
        n_messages * sum_cubes
        - 3 * sum_deviations * sum_squares
        + 2 * power(sum_deviations, 3) / nullif(n_messages, 0)
    ) / nullif((n_messages - 1) * (n_messages - 2), 0) as third_moment

from months
where n_messages > 2 and {{ only_new_days(dbt.last_day('month_start_on', 'month')) }}
