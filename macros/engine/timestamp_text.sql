{# A time as text, the same on every engine: microseconds since 1970. A plain cast follows the engine or the session. #}
{% macro timestamp_text(expression) -%}
    cast({{ dbt.datediff("cast('1970-01-01' as " ~ dbt.type_timestamp() ~ ')', expression, 'microsecond') }}
        as {{ dbt.type_string() }})
{%- endmacro %}
