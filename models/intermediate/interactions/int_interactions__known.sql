-- When each accepted delivery came to be known: the one thing that decides what a build as of a day may see.
{{ config(materialized='view') }}

with

accepted as (

    select * from {{ ref('int_interactions__checked') }}
    where quarantine_reason is null

),

first_loads as (

    select
        source,
        min(loaded_at) as first_loaded_at

    from accepted
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
        accepted.*,
        -- The first load of a source brings history whose load time is today; it counts as known after the usual lag.
        case
            when accepted.loaded_at < {{ dbt.dateadd('day', var('first_load_days'), 'lags.first_loaded_at') }}
                then least(accepted.loaded_at, {{ dbt.dateadd('hour', 'lags.lag_hours', 'accepted.occurred_at') }})
            else accepted.loaded_at
        end as arrived_at

    from accepted
    inner join lags
        on accepted.source = lags.source

)

select
    *,
    greatest(occurred_at, arrived_at) as known_at,
    arrived_at < loaded_at as is_known_at_estimated

from with_arrival
