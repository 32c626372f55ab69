{# The rows of one table of a connector as a typed select: the columns that `_<source>__sources.yml` lists, cast to their
   `data_type` (text, timestamp, date, boolean, integer, double, decimal(…)), then `failed_casts`, the names of the
   columns whose value could not be read.

   The YAML is the contract. `meta.required` of a table names the columns that must exist; any other column may be
   absent, and a table with `meta.optional` too: typed NULLs, and no row. Ids of any type become text; a time without
   an offset is UTC, and a number where a time should be is seconds or milliseconds since 1970.
   Files `<raw_path>/<source>/<table>.parquet` on DuckDB, or with var `raw_path` null, and on every other engine, tables
   in the schema of the source. #}
{% macro source_table(source_name, table_name) -%}
    {%- set relation = source(source_name, table_name) -%}
    {%- if not execute -%}
        {{ return('select 1 as parsed') }}
    {%- endif -%}
    {%- set contract = source_contract(source_name, table_name) -%}
    {%- set place = source_place(relation) -%}
    {%- if place.columns is none and not contract.optional -%}
        {{ exceptions.raise_compiler_error(
            "Source `" ~ source_name ~ "`: there is no table `" ~ table_name ~ "`, looked for in " ~ place.where ~ " ("
            ~ place.setting ~ "). Load it, or take `" ~ source_name ~ "` out of var `connectors`. "
            ~ "See docs/connect-your-sources.md.") }}
    {%- elif place.columns is none -%}
        {{ return(source_select(contract, {}, none)) }}
    {%- endif -%}
    {%- set missing = contract.required | reject('in', place.columns) | list -%}
    {%- if missing -%}
        {{ exceptions.raise_compiler_error(
            "Source `" ~ source_name ~ "`: table `" ~ table_name ~ "` lacks the required column " ~ missing | join(', ')
            ~ ". Read from " ~ place.where ~ " (" ~ place.setting ~ "), which has: " ~ place.columns | join(', ')
            ~ ". Add it to the sync, or take `" ~ source_name ~ "` out of var `connectors`. "
            ~ "See docs/connect-your-sources.md.") }}
    {%- endif -%}
    {{ return(source_select(contract, place.columns, place.relation)) }}
{%- endmacro %}


{# {'columns': [{name, type}], 'required': [names], 'optional': true | false} of a source table, from its YAML. #}
{% macro source_contract(source_name, table_name) -%}
    {%- for node in graph.sources.values() if node.source_name == source_name and node.name == table_name -%}
        {%- set columns = [] -%}
        {%- for column in node.columns.values() -%}
            {%- do columns.append({'name': column.name, 'type': column.data_type}) -%}
        {%- endfor -%}
        {%- set meta = node.config.meta or node.meta or {} -%}
        {{ return({
            'columns': columns, 'required': meta.get('required', []), 'optional': meta.get('optional', false)}) }}
    {%- endfor -%}
{%- endmacro %}
