-- What was handed in and could not be taken, with the reason and the place, never with the text.
{% set channels = landing_contract('interactions') | selectattr('name', 'equalto', 'channel') | map(attribute='accepted')
    | first -%}

select
    source,
    interaction_id,
    -- in a shifted file the column of the channel may hold a customer's words
    case when channel in ('{{ channels | join("', '") }}') then channel end as channel,
    occurred_at,
    loaded_at,
    quarantine_reason,
    landing_file,
    landing_row

from {{ ref('int_interactions__checked') }}
where quarantine_reason is not null

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
