{# A number as text with so many decimals, for sentences. #}
{% macro fixed_decimals(expression, digits) -%}
    cast(cast(round({{ expression }}, {{ digits }}) as decimal(18, {{ digits }})) as {{ dbt.type_string() }})
{%- endmacro %}
