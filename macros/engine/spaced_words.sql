{# The words of a text in lower case between single spaces, with one in front and one behind: ' love the dashboards '. #}
{% macro spaced_words(expression) -%}
    {{ adapter.dispatch('spaced_words', 'groundswell')(expression) }}
{%- endmacro %}


{% macro default__spaced_words(expression) -%}
    concat(' ', trim(regexp_replace(lower({{ expression }}), '[^[:alnum:]]+', ' ')), ' ')
{%- endmacro %}


{% macro duckdb__spaced_words(expression) -%}
    concat(' ', trim(regexp_replace(lower({{ expression }}), '[^[:alnum:]]+', ' ', 'g')), ' ')
{%- endmacro %}
