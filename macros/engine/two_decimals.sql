{# A number as text with two decimals, for sentences. #}
{% macro two_decimals(expression) -%}
    {{ fixed_decimals(expression, 2) }}
{%- endmacro %}
