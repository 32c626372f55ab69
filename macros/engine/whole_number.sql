{# A number as text without decimals, for sentences. #}
{% macro whole_number(expression) -%}
    cast(cast(round({{ expression }}, 0) as {{ dbt.type_bigint() }}) as {{ dbt.type_string() }})
{%- endmacro %}


{# A number with its noun: 1 day, 2 days. #}
{% macro counted(expression, noun) -%}
    concat({{ whole_number(expression) }}, case {{ expression }} when 1 then ' {{ noun }}' else ' {{ noun }}s' end)
{%- endmacro %}
