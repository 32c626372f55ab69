-- How long the rows of each source really take to arrive, from those that came after its first load, beside what seed
-- `source_lags` says of its first load. Advice only: no build uses its own estimate.
with

first_loads as (

    select
        source,
        {{ end_of_first_load('min(case when loaded_at <> occurred_at then loaded_at end)') }} as first_load_ended_at

    from {{ ref('int_interactions__known') }}
    group by source

),

arrivals as (

    select
        visible.source,
        visible.interaction_key,
        min(visible.occurred_at) as occurred_at,
        min(visible.loaded_at) as loaded_at

    from {{ ref('int_interactions__visible') }} as visible
    group by visible.source, visible.interaction_key

),

lags as (

    select
        arrivals.source,
        cast({{ dbt.datediff('arrivals.occurred_at', 'arrivals.loaded_at', 'minute') }} as double) / 60 as lag_hours

    from arrivals
    inner join first_loads
        on arrivals.source = first_loads.source
    where arrivals.loaded_at >= first_loads.first_load_ended_at

),

estimates as (

    select
        source,
        count(*) as n_rows,
        percentile_cont(0.5) within group (order by lag_hours) as median_lag_hours,
        percentile_cont(0.9) within group (order by lag_hours) as slow_lag_hours

    from lags
    group by source

)

select
    first_loads.source,
    coalesce(own.lag_hours, fallback.lag_hours, 0) as seed_lag_hours,
    cast(coalesce(estimates.n_rows, 0) as {{ dbt.type_bigint() }}) as n_rows,
    cast(estimates.median_lag_hours as double) as median_lag_hours,
    cast(estimates.slow_lag_hours as double) as slow_lag_hours

from first_loads
left join estimates
    on first_loads.source = estimates.source
left join {{ ref('source_lags') }} as own
    on first_loads.source = own.source
left join {{ ref('source_lags') }} as fallback
    on fallback.source = 'default'
