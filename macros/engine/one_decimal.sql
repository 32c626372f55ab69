{# A number as text with one decimal, for sentences. #}
{% macro one_decimal(expression) -%}
    {{ fixed_decimals(expression, 1) }}
{%- endmacro %}
