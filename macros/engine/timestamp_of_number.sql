{# A number as a UTC timestamp: seconds since 1970 or, from 1e11 on, which as seconds is the year 5138, milliseconds. NULL
   from 1e14 on and for NaN. Days are added first, because an engine may count seconds only up to 2038. #}
{% macro timestamp_of_number(expression) -%}
    {%- set seconds -%}
    floor(case when abs({{ expression }}) < 1e11 then {{ expression }} when abs({{ expression }}) < 1e14 then {{ expression }} / 1000.0 end)
    {%- endset -%}
    {%- set days = 'cast(floor(' ~ seconds ~ ' / 86400.0) as integer)' -%}
    {%- set midnight = dbt.dateadd('day', days, "cast('1970-01-01' as " ~ dbt.type_timestamp() ~ ')') -%}
    {{ dbt.dateadd('second', 'cast(' ~ seconds ~ ' - 86400.0 * ' ~ days ~ ' as integer)', midnight) }}
{%- endmacro %}
