-- Events as they were given, and those that the rows show.
select
    event_id,
    event_type,
    scope,
    scope_id,
    title,
    started_at,
    ended_at,
    started_on,
    known_at,
    cast(null as {{ dbt.type_string() }}) as derived_by,
    false as is_routine,
    cast(null as double) as resolution_hours

from {{ ref('int_events__deduplicated') }}

union all

select
    event_id,
    event_type,
    'account' as scope,
    account_id as scope_id,
    title,
    started_at,
    cast(null as {{ dbt.type_timestamp() }}) as ended_at,
    started_on,
    known_at,
    rule as derived_by,
    is_routine,
    resolution_hours

from {{ ref('int_events__derived') }}
