{# One value of seed `outcome_constants`, as a scalar subquery. #}
{% macro outcome_constant(name) -%}
    {{ seed_constant('outcome_constants', name) }}
{%- endmacro %}
