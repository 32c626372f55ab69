{# Words of a text, split on white space; 0 for NULL or blank. #}
{% macro word_count(expression) -%}
    cast({{ adapter.dispatch('word_count', 'groundswell')(expression) }} as {{ dbt.type_int() }})
{%- endmacro %}


{% macro default__word_count(expression) -%}
    {#- space, tab, line feed, form feed, carriage return: DuckDB's \s -#}
    coalesce(array_size(strtok_to_array({{ expression }}, ' ' || chr(9) || chr(10) || chr(12) || chr(13))), 0)
{%- endmacro %}


{% macro duckdb__word_count(expression) -%}
    coalesce(len(list_filter(regexp_split_to_array({{ expression }}, '\s+'), lambda word: word <> '')), 0)
{%- endmacro %}
