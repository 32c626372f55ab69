{# One value of seed `detection_constants`, as a scalar subquery. #}
{% macro detection_constant(name) -%}
    (select constants.value from {{ ref('detection_constants') }} as constants where constants.name = '{{ name }}')
{%- endmacro %}
