{# The verdicts that `groundswell feedback` took, in the form of landing table `feedback`: on DuckDB the Parquet file of var
   `feedback_path`, which `groundswell run` writes from the state file. Without it, and elsewhere, typed NULLs and no row:
   there answers come as the landing table itself. #}
{% macro state_feedback() -%}
    {{ adapter.dispatch('state_feedback', 'groundswell')() }}
{%- endmacro %}


{% macro default__state_feedback() -%}
    {{ landing_select('feedback', {}, none) }}
{%- endmacro %}


{% macro duckdb__state_feedback() -%}
    {%- set paths = landing_glob(var('feedback_path')) if execute and var('feedback_path') else [] -%}
    {%- if not paths -%}
        {{ return(landing_select('feedback', {}, none)) }}
    {%- endif -%}
    {%- set reader = landing_reader({'format': 'parquet', 'paths': paths}) -%}
    {{ return(landing_select(
        'feedback', reader.columns, reader.sql, where=paths | join(', '), are_files=true)) }}
{%- endmacro %}
