{# One value of seed `cause_constants`, as a scalar subquery. #}
{% macro cause_constant(name) -%}
    {{ seed_constant('cause_constants', name) }}
{%- endmacro %}
