{# The number of a calendar week, by its Monday: whole weeks since the first Monday of 1990. #}
{% macro week_number(monday) -%}
    cast(floor({{ dbt.datediff("cast('1990-01-01' as date)", monday, 'day') }} / 7) as integer)
{%- endmacro %}
