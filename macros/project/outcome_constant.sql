{# One value of seed `outcome_constants`, as a scalar subquery. #}
{% macro outcome_constant(name) -%}
    (select constants.value from {{ ref('outcome_constants') }} as constants where constants.name = '{{ name }}')
{%- endmacro %}
