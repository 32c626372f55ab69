{# Whether *moment* lies in the validity of a row of *relation*: from its `valid_from` on, until its `valid_to` if it has one.
   Not "or valid_to is null": in an outer join that makes DuckDB compare every pair of rows. #}
{% macro is_valid_at(moment, relation) -%}
    {{ moment }} >= {{ relation }}.valid_from and {{ moment }} < coalesce({{ relation }}.valid_to, {{ end_of_time() }})
{%- endmacro %}
