{# A number as text with one decimal, for sentences. #}
{% macro one_decimal(expression) -%}
    cast(cast(round({{ expression }}, 1) as decimal(18, 1)) as {{ dbt.type_string() }})
{%- endmacro %}
