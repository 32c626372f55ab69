{# The rows of one landing table as a typed select: every contract column, then `failed_casts` (names of the columns
   whose value could not be read as their type), `landing_file` and `landing_row` (where the row stands; NULL where the
   landing is a table). A missing table or optional column gives typed NULLs; a missing required one is an error.

   DuckDB reads files under var `landing_path`; with var `landing_schema` set, and on every other engine, tables. #}
{% macro landing_table(table_name) -%}
    {%- if not execute -%}
        {{ landing_select(table_name, {}, none) }}
    {%- elif var('landing_schema') -%}
        {{ landing_select_from_schema(table_name) }}
    {%- else -%}
        {{ adapter.dispatch('landing_select_from_files', 'groundswell')(table_name) }}
    {%- endif -%}
{%- endmacro %}


{% macro default__landing_select_from_files(table_name) -%}
    {%- if var('connectors') -%}
        {{ return(landing_select(table_name, {}, none)) }}
    {%- endif -%}
    {{ exceptions.raise_compiler_error(
        "Set var `landing_schema`: target '" ~ target.name ~ "' reads landing tables, not files under `landing_path`.") }}
{%- endmacro %}


{% macro duckdb__landing_select_from_files(table_name) -%}
    {%- set files = landing_files(table_name) -%}
    {%- if files is none -%}
        {{ return(landing_select(table_name, {}, none)) }}
    {%- endif -%}
    {%- set reader = landing_reader(files) -%}
    {{ return(landing_select(
        table_name, reader.columns, reader.sql, where=files.paths | join(', '), are_files=true)) }}
{%- endmacro %}


{% macro landing_select_from_schema(table_name) -%}
    {%- set schema_name = var('landing_schema') -%}
    {%- set relation = adapter.get_relation(target.database, schema_name, table_name)
        or adapter.get_relation(target.database, schema_name | upper, table_name | upper) -%}
    {%- if relation is none -%}
        {%- if table_name == 'interactions' and not var('connectors') -%}
            {{ exceptions.raise_compiler_error(
                "No table `interactions` in schema '" ~ schema_name ~ "' (var `landing_schema`). It is the one landing "
                ~ "table that must exist; its columns are described in docs/connect-your-sources.md.") }}
        {%- endif -%}
        {{ return(landing_select(table_name, {}, none)) }}
    {%- endif -%}
    {%- set found = {} -%}
    {%- for column in adapter.get_columns_in_relation(relation) -%}
        {%- do found.update({column.name | lower: column.dtype}) -%}
    {%- endfor -%}
    {{ return(landing_select(table_name, found, relation, where=relation)) }}
{%- endmacro %}
