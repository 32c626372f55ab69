-- What was read and what was handed on; the two must add up (tests/singular/connectors).
with

usage_rows as (

    {{ source_table('product_usage', 'daily_usage') }}

),

read_rows as (

    select
        'daily_usage' as table_name,
        count(*) as raw_rows,
        0 as left_out,
        cast(null as {{ dbt.type_string() }}) as left_out_reason

    from usage_rows

)

{{ connector_counts('product_usage', {'daily_usage': 'usage_days'}) }}
