-- What was handed in and could not be taken, with the reason and the place, never with the text.
{% set channels = landing_contract('interactions') | selectattr('name', 'equalto', 'channel') | map(attribute='accepted')
    | first -%}

with

sources as (

    select distinct source
    from {{ ref('int_interactions__checked') }}
    where quarantine_reason is null

)

select
    -- in a shifted row any of these columns may hold a customer's words
    {{ shown_source('checked.source', 'sources.source') }} as source,
    {{ shown_id('checked.interaction_id') }} as interaction_id,
    case when checked.channel in ('{{ channels | join("', '") }}') then checked.channel end as channel,
    checked.occurred_at,
    checked.loaded_at,
    checked.quarantine_reason,
    checked.landing_file,
    checked.landing_row

from {{ ref('int_interactions__checked') }} as checked
left join sources
    on checked.source = sources.source
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
