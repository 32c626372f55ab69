{# One value of seed `detection_constants`, as a scalar subquery. #}
{% macro detection_constant(name) -%}
    {{ seed_constant('detection_constants', name) }}
{%- endmacro %}
