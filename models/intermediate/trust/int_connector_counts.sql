-- What every enabled connector read, left out and handed on. Without connectors there is no row.
{% for connector in enabled_connectors() -%}
select
    source,
    table_name,
    kind,
    raw_rows,
    left_out,
    left_out_reason,
    handed_on

from {{ ref('stg_' ~ connector ~ '__counts') }}

union all

{% endfor -%}
select
    cast(null as {{ dbt.type_string() }}) as source,
    cast(null as {{ dbt.type_string() }}) as table_name,
    cast(null as {{ dbt.type_string() }}) as kind,
    cast(null as {{ dbt.type_bigint() }}) as raw_rows,
    cast(null as {{ dbt.type_bigint() }}) as left_out,
    cast(null as {{ dbt.type_string() }}) as left_out_reason,
    cast(null as {{ dbt.type_bigint() }}) as handed_on

from (select 1 as no_row) as no_connectors
where 1 = 0
