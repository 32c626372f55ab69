{# Where a person opens the original: the source's prefix in var `source_urls`, then the id; NULL without a prefix. #}
{% macro source_link(source_name, id_expression) -%}
    {%- set prefix = var('source_urls').get(source_name) -%}
    {%- if prefix -%}
        {{ sql_text(prefix) }} || {{ id_expression }}
    {%- else -%}
        cast(null as {{ dbt.type_string() }})
    {%- endif -%}
{%- endmacro %}
