{# What stays of a text when names, numbers, addresses and spacing are taken out: equal for two fillings of one template. #}
{% macro text_pattern(expression) -%}
    lower(trim({{ adapter.dispatch('text_pattern', 'groundswell')(expression) }}))
{%- endmacro %}


{# Addresses, words that begin with a capital, numbers, and whatever is no letter. #}
{% macro text_pattern_fillings() -%}
    {{ return('[^[:space:]]+@[^[:space:]]+|https?://[^[:space:]]+|[[:upper:]][[:alnum:]]*|[0-9]+|[[:space:][:punct:]]+') }}
{%- endmacro %}


{% macro default__text_pattern(expression) -%}
    regexp_replace(regexp_replace({{ expression }}, '{{ text_pattern_fillings() }}', ' '), ' +', ' ')
{%- endmacro %}


{% macro duckdb__text_pattern(expression) -%}
    regexp_replace(regexp_replace({{ expression }}, '{{ text_pattern_fillings() }}', ' ', 'g'), ' +', ' ', 'g')
{%- endmacro %}
