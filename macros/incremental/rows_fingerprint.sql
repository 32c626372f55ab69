{# One number for the rows of a group, whatever their order: other rows, another number. Each engine has its own, so it is
   compared with itself only. #}
{% macro rows_fingerprint(columns) -%}
    {{ adapter.dispatch('rows_fingerprint', 'groundswell')(columns) }}
{%- endmacro %}


{% macro default__rows_fingerprint(columns) -%}
    hash_agg({{ columns | join(', ') }})
{%- endmacro %}


{% macro duckdb__rows_fingerprint(columns) -%}
    sum(hash({{ columns | join(', ') }}))
{%- endmacro %}
