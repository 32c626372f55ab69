-- What was handed in and could not be taken, with the reason and the place, never with the text.
{% set channels = landing_contract('interactions') | selectattr('name', 'equalto', 'channel') | map(attribute='accepted')
    | first -%}

with

file_starts as (

    select landing_file, min(landing_row) as first_row
    from {{ ref('int_interactions__checked') }}
    group by landing_file

)

select
    checked.source,
    checked.interaction_id,
    -- in a shifted file the column of the channel may hold a customer's words
    case when checked.channel in ('{{ channels | join("', '") }}') then checked.channel end as channel,
    checked.occurred_at,
    checked.loaded_at,
    checked.quarantine_reason,
    checked.landing_file,
    checked.landing_row - file_starts.first_row + 1 as landing_row

from {{ ref('int_interactions__checked') }} as checked
left join file_starts
    on checked.landing_file = file_starts.landing_file
where checked.quarantine_reason is not null

union all

select
    cast(null as {{ dbt.type_string() }}) as source,
    cast(null as {{ dbt.type_string() }}) as interaction_id,
    cast(null as {{ dbt.type_string() }}) as channel,
    cast(null as {{ dbt.type_timestamp() }}) as occurred_at,
    cast(null as {{ dbt.type_timestamp() }}) as loaded_at,
    quarantine_reason,
    landing_file,
    landing_row

from {{ ref('stg_landing__rejected_lines') }}
where table_name = 'interactions'
