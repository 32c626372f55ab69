{# A text with every part that a pattern finds replaced. Patterns: POSIX classes, no backslashes. #}
{% macro replace_all(expression, pattern, replacement) -%}
    {{ adapter.dispatch('replace_all', 'groundswell')(expression, pattern, replacement) }}
{%- endmacro %}


{% macro default__replace_all(expression, pattern, replacement) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '{{ replacement }}')
{%- endmacro %}


{% macro duckdb__replace_all(expression, pattern, replacement) -%}
    regexp_replace({{ expression }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}
