{# One value of a seed of constants (name, value, unit, why), as a scalar subquery. #}
{% macro seed_constant(seed, name) -%}
    (select constants.value from {{ ref(seed) }} as constants where constants.name = '{{ name }}')
{%- endmacro %}
