{# 1 = Monday … 7 = Sunday. #}
{% macro iso_weekday(expression) -%}
    {{ adapter.dispatch('iso_weekday', 'groundswell')(expression) }}
{%- endmacro %}


{% macro default__iso_weekday(expression) -%}
    dayofweekiso({{ expression }})
{%- endmacro %}


{% macro duckdb__iso_weekday(expression) -%}
    isodow({{ expression }})
{%- endmacro %}
