{# What a session is set to before each model: times are UTC, weeks begin on Monday, dates read as they are written.
   A hook, because dbt-snowflake passes no session parameters from a profile. #}
{% macro start_session() -%}
    {{ adapter.dispatch('start_session', 'groundswell')() }}
{%- endmacro %}


{% macro default__start_session() -%}
    alter session set
        timezone = 'UTC',
        week_start = 1,
        timestamp_type_mapping = 'TIMESTAMP_NTZ',
        date_output_format = 'YYYY-MM-DD'
{%- endmacro %}


{# DuckDB: the profile's settings. #}
{% macro duckdb__start_session() -%}{%- endmacro %}
