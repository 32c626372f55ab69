{# Later than any time in the data: compares where NULL would not. #}
{% macro end_of_time() -%}
    cast('9999-12-31' as {{ dbt.type_timestamp() }})
{%- endmacro %}


{# Before any time in the data. #}
{% macro start_of_time() -%}
    cast('1900-01-01' as {{ dbt.type_timestamp() }})
{%- endmacro %}
