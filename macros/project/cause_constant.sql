{# One value of seed `cause_constants`, as a scalar subquery. #}
{% macro cause_constant(name) -%}
    (select constants.value from {{ ref('cause_constants') }} as constants where constants.name = '{{ name }}')
{%- endmacro %}
