-- When each source was first loaded, by landing table, and how long its rows usually take: what the first load brings
-- is history, and its load time says nothing. Messages have the same rule in int_interactions__known.
with

loads as (

    select 'events' as table_name, source, min(loaded_at) as first_loaded_at
    from {{ ref('int_events__checked') }}
    where quarantine_reason is null
    group by source

    union all

    select 'usage_days' as table_name, source, min(loaded_at) as first_loaded_at
    from {{ ref('int_usage_days__checked') }}
    where quarantine_reason is null
    group by source

)

select
    loads.table_name,
    loads.source,
    loads.first_loaded_at,
    {{ end_of_first_load('loads.first_loaded_at') }} as first_load_ended_at,
    coalesce(own.lag_hours, fallback.lag_hours, 0) as lag_hours

from loads
left join {{ ref('source_lags') }} as own
    on loads.source = own.source
left join {{ ref('source_lags') }} as fallback
    on fallback.source = 'default'
