{# The time this run began, as a UTC timestamp literal. The contract check is the clock's only use. #}
{% macro run_started() -%}
    cast('{{ run_started_at.strftime('%Y-%m-%d %H:%M:%S') }}' as {{ dbt.type_timestamp() }})
{%- endmacro %}
