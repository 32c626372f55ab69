-- What was read and what was handed on.
with

responses as (

    {{ source_table('delighted', 'response') }}

),

read_rows as (

    select
        'response' as table_name,
        count(*) as raw_rows,
        0 as left_out,
        cast(null as {{ dbt.type_string() }}) as left_out_reason

    from responses

)

{{ connector_counts('delighted', {'response': 'interactions'}, also=['contacts']) }}
