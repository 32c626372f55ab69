{# The end of every `stg_<source>__counts`: adds to the CTE read_rows (table_name, raw_rows, left_out, left_out_reason)
   how many rows of *kinds* (interactions, events …) came out of each table, by their landing_file `<source>.<table>`.
   *also*: the other kinds that the connector hands on. Nothing is read from those here; macro connector_models needs
   the reference. #}
{% macro connector_counts(source_name, kinds, also=[]) -%}
{% for kind in also -%}
-- depends_on: {{ ref('stg_' ~ source_name ~ '__' ~ kind) }}
{% endfor -%}
select
    '{{ source_name }}' as source,
    read_rows.table_name,
    cast(read_rows.raw_rows as {{ dbt.type_bigint() }}) as raw_rows,
    cast(coalesce(read_rows.left_out, 0) as {{ dbt.type_bigint() }}) as left_out,
    read_rows.left_out_reason,
    cast(coalesce(handed_on.n_rows, 0) as {{ dbt.type_bigint() }}) as handed_on

from read_rows
left join (
    select landing_file, count(*) as n_rows
    from (
        {% for kind in kinds -%}
        select landing_file from {{ ref('stg_' ~ source_name ~ '__' ~ kind) }}
        {{ 'union all' if not loop.last }}
        {% endfor %}
    ) as handed_on_rows
    group by landing_file
) as handed_on
    on handed_on.landing_file = '{{ source_name }}.' || read_rows.table_name
{%- endmacro %}
