{# A time column of any timestamp type (*found_type*, as the engine names it) as a UTC timestamp without an offset. #}
{% macro utc_timestamp(expression, found_type) -%}
    {{ adapter.dispatch('utc_timestamp', 'groundswell')(expression, found_type | lower) }}
{%- endmacro %}


{% macro default__utc_timestamp(expression, found_type) -%}
    {%- if found_type == 'timestamp_ntz' -%}{{ expression }}
    {%- else -%}cast(convert_timezone('UTC', {{ expression }}) as timestamp_ntz){%- endif -%}
{%- endmacro %}


{% macro duckdb__utc_timestamp(expression, found_type) -%}
    {%- if found_type == 'timestamp' -%}{{ expression }}
    {%- elif 'time zone' in found_type -%}({{ expression }} at time zone 'UTC')
    {%- else -%}cast({{ expression }} as timestamp){%- endif -%}
{%- endmacro %}
