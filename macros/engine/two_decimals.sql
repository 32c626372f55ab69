{# A number as text with two decimals, for sentences. #}
{% macro two_decimals(expression) -%}
    cast(cast(round({{ expression }}, 2) as decimal(18, 2)) as {{ dbt.type_string() }})
{%- endmacro %}
