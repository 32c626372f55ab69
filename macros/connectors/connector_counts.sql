{# The end of every `stg_<source>__counts`: sets beside the CTE read_rows (table_name, raw_rows, left_out,
   left_out_reason) how many rows came out of each table. *tables*: the kind that each table becomes (interactions,
   accounts, events, usage_days). *also*: the other kinds that the connector hands on; nothing is read from those, but
   macro connector_models needs the reference. #}
{% macro connector_counts(source_name, tables, also=[]) -%}
{% for kind in also -%}
-- depends_on: {{ ref('stg_' ~ source_name ~ '__' ~ kind) }}
{% endfor -%}
select
    '{{ source_name }}' as source,
    read_rows.table_name,
    handed_on.kind,
    cast(read_rows.raw_rows as {{ dbt.type_bigint() }}) as raw_rows,
    cast(coalesce(read_rows.left_out, 0) as {{ dbt.type_bigint() }}) as left_out,
    read_rows.left_out_reason,
    cast(handed_on.n_rows as {{ dbt.type_bigint() }}) as handed_on

from read_rows
inner join (
    {% for table_name, kind in tables.items() -%}
    select '{{ table_name }}' as table_name, '{{ kind }}' as kind, count(*) as n_rows
    from {{ ref('stg_' ~ source_name ~ '__' ~ kind) }}
    where landing_file = '{{ source_name }}.{{ table_name }}'
    {{ 'union all' if not loop.last }}
    {% endfor %}
) as handed_on
    on read_rows.table_name = handed_on.table_name
{%- endmacro %}
