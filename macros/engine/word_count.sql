{# Words of a text, split on white space; 0 for NULL or blank. #}
{% macro word_count(expression) -%}
    {{ adapter.dispatch('word_count', 'groundswell')(expression) }}
{%- endmacro %}


{% macro default__word_count(expression) -%}
    coalesce(array_size(strtok_to_array({{ expression }}, ' \t\n\r')), 0)
{%- endmacro %}


{% macro duckdb__word_count(expression) -%}
    coalesce(len(list_filter(regexp_split_to_array({{ expression }}, '\s+'), lambda word: word <> '')), 0)
{%- endmacro %}
