-- When each accepted delivery came to be known: the one thing that decides what a build as of a day may see.
-- Deliveries are not named in a CTE: read twice, DuckDB would keep all of them in memory for it.
{{ config(materialized='view') }}

with

first_loads as (

    select
        source,
        -- staging gives a row without a load time its own moment, which was no load
        min(case when loaded_at <> occurred_at then loaded_at end) as first_loaded_at

    from {{ ref('int_interactions__checked') }}
    where quarantine_reason is null
    group by source

),

lags as (

    select
        first_loads.source,
        first_loads.first_loaded_at,
        coalesce(own.lag_hours, fallback.lag_hours, 0) as lag_hours

    from first_loads
    left join {{ ref('source_lags') }} as own
        on first_loads.source = own.source
    left join {{ ref('source_lags') }} as fallback
        on fallback.source = 'default'

),

with_arrival as (

    select
        checked.*,
        -- The first load of a source brings history whose load time is today; it counts as known after the usual lag.
        case
            when checked.loaded_at < {{ end_of_first_load('lags.first_loaded_at') }}
                then least(checked.loaded_at, {{ dbt.dateadd('hour', 'lags.lag_hours', 'checked.occurred_at') }})
            else checked.loaded_at
        end as arrived_at

    from {{ ref('int_interactions__checked') }} as checked
    inner join lags
        on checked.source = lags.source
    where checked.quarantine_reason is null

)

select
    *,
    greatest(occurred_at, arrived_at) as known_at,
    arrived_at < loaded_at as is_known_at_estimated

from with_arrival
