{# The CSV lines under `landing_path` that are no CSV or no UTF-8: table, file, line and DuckDB's reason, never the line
   itself. Reads each CSV once more, with DuckDB's reject tables switched on. #}
{% macro landing_rejected_lines() -%}
    {{ adapter.dispatch('landing_rejected_lines', 'groundswell')() }}
{%- endmacro %}


{% macro default__landing_rejected_lines() -%}
select
    cast(null as {{ dbt.type_string() }}) as table_name,
    cast(null as {{ dbt.type_string() }}) as landing_file,
    cast(null as {{ dbt.type_bigint() }}) as landing_row,
    cast(null as {{ dbt.type_string() }}) as quarantine_reason
from (select 1 as no_row) as no_files
where 1 = 0
{%- endmacro %}


{% macro duckdb__landing_rejected_lines() -%}
    {%- if not execute or var('landing_schema') -%}
        {{ return(groundswell.default__landing_rejected_lines()) }}
    {%- endif -%}
    {#- DuckDB keeps rejects in temporary tables of the connection, which dbt uses for this model's statement too. -#}
    {%- do run_query(
        'create or replace temp table landing_rejected_lines as ' ~ groundswell.default__landing_rejected_lines()) -%}
    {%- for table_name in landing_contract(none) -%}
        {%- set files = landing_files(table_name) -%}
        {%- if files is not none and files.format == 'csv' -%}
            {%- do run_query('drop table if exists reject_errors') -%}
            {%- do run_query('drop table if exists reject_scans') -%}
            {%- do run_query('select max(hash(landed)) from ' ~ landing_reader(files, store_rejects=true).sql ~ ' as landed') -%}
            {%- do run_query(
                "insert into landing_rejected_lines select distinct '" ~ table_name ~ "', file_path, line, "
                ~ "'line cannot be read: ' || lower(cast(error_type as varchar)) "
                ~ "from reject_errors join reject_scans using (scan_id, file_id)") -%}
        {%- endif -%}
    {%- endfor -%}
    select table_name, landing_file, landing_row, quarantine_reason from landing_rejected_lines
{%- endmacro %}
