{# A number as text with so many decimals, for sentences: a minus is no hyphen there. #}
{% macro fixed_decimals(expression, digits) -%}
    replace(
        cast(cast(round({{ expression }}, {{ digits }}) as decimal(18, {{ digits }})) as {{ dbt.type_string() }}), '-', '−'
    )
{%- endmacro %}
