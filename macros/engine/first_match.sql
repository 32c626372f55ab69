{# The first part of a text that a pattern finds; NULL where there is none. Patterns: POSIX classes, no backslashes. #}
{% macro first_match(expression, pattern) -%}
    {{ adapter.dispatch('first_match', 'groundswell')(expression, pattern) }}
{%- endmacro %}


{% macro default__first_match(expression, pattern) -%}
    regexp_substr({{ expression }}, '{{ pattern }}')
{%- endmacro %}


{% macro duckdb__first_match(expression, pattern) -%}
    nullif(regexp_extract({{ expression }}, '{{ pattern }}'), '')
{%- endmacro %}
