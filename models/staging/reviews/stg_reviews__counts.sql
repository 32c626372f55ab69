-- What was read and what was handed on; the two must add up (tests/singular/connectors).
with

reviews as (

    {{ source_table('reviews', 'review') }}

),

read_rows as (

    select
        'review' as table_name,
        count(*) as raw_rows,
        0 as left_out,
        cast(null as {{ dbt.type_string() }}) as left_out_reason

    from reviews

)

{{ connector_counts('reviews', {'review': 'interactions'}) }}
