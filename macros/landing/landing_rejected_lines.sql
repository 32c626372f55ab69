{# The CSV lines under `landing_path` that are no CSV or no UTF-8: table, file, line and DuckDB's reason, never the line
   itself. Reads each CSV once more, into empty reject tables. #}
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
            {%- do run_query('select max(hash(landed)) from ' ~ landing_reader(files).sql ~ ' as landed') -%}
            {%- do run_query(groundswell.duckdb__insert_rejected_lines(table_name)) -%}
        {%- endif -%}
    {%- endfor -%}
    select table_name, landing_file, landing_row, quarantine_reason from landing_rejected_lines
{%- endmacro %}


{# A quote that is never closed takes all lines after it into one rejected record: each of them is a line of its own here,
   so that none is lost unseen. *csv_line* is only counted in. #}
{% macro duckdb__insert_rejected_lines(table_name) -%}
insert into landing_rejected_lines
select distinct
    '{{ table_name }}' as table_name,
    file_path as landing_file,
    line + lines_after as landing_row,
    case lines_after
        when 0 then 'line cannot be read: ' || lower(cast(error_type as varchar))
        else 'line cannot be read: it continues line ' || line || ', where a quote may be left open'
    end as quarantine_reason
from (
    select
        file_path,
        line,
        error_type,
        unnest(range(1 + length(record) - length(replace(record, chr(10), '')))) as lines_after
    from (
        select scan_id, file_id, line, error_type, trim(coalesce(csv_line, ''), chr(13) || chr(10)) as record
        from reject_errors
    ) as records
    inner join reject_scans using (scan_id, file_id)
) as lines
{%- endmacro %}
