{# dbt Python models run on DuckDB. Elsewhere they fail one after the other with an error of the engine's own, and what reads
   them for want of a table: it is said before anything is built. *chosen*: what this run builds. #}
{% macro assert_python_models_can_run(chosen) -%}
    {{ adapter.dispatch('assert_python_models_can_run', 'groundswell')(chosen) }}
{%- endmacro %}


{% macro default__assert_python_models_can_run(chosen) -%}
    {%- if execute and flags.WHICH in ['build', 'run'] -%}
        {%- set models = [] -%}
        {%- for id in chosen if id in graph.nodes and graph.nodes[id].language == 'python' -%}
            {%- do models.append(graph.nodes[id].name) -%}
        {%- endfor -%}
        {%- if models or not var('skip_python_models') -%}
            {{ exceptions.raise_compiler_error(
                "Python models do not run on target '" ~ target.name ~ "': leave them out by --exclude path:python_models "
                ~ "and have their outputs made empty by --vars '{skip_python_models: true}'. See docs/snowflake.md.") }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}


{% macro duckdb__assert_python_models_can_run(chosen) -%}{%- endmacro %}
