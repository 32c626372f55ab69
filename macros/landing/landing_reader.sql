{# What reads `files` (see landing_files) on DuckDB: {'sql': a table function or union of them, 'columns': {name: type}}.
   Rows come with their `filename` and `file_row_number`, from 0; Parquet's own, because numbering rows takes one thread. #}
{% macro landing_reader(files) -%}
    {%- if files.format == 'parquet' -%}
        {{ return(parquet_reader(files.paths)) }}
    {%- endif -%}

    {%- set selects = [] -%}
    {%- set columns = {} -%}
    {%- for path in files.paths -%}
        {%- set csv = csv_reader(path) -%}
        {#- The hash makes DuckDB read every column, whichever are asked for. Without it, a line whose bad byte lies in another
            column is taken by one query and rejected by the next, or ends it with an internal error. -#}
        {%- do selects.append(
            'select *, row_number() over () - 1 as file_row_number from ' ~ csv.sql
            ~ ' as landed where hash(landed) is not null') -%}
        {%- do columns.update(csv.columns) -%}
    {%- endfor -%}
    {{ return({'sql': '(' ~ selects | join(' union all by name ') ~ ')', 'columns': columns}) }}
{%- endmacro %}


{# One CSV file, every column as text. The header decides the delimiter and the columns; nothing else is guessed, because
   DuckDB's sniffer looks at rows too, and a broken row must cost itself and not the file. Lines that are no CSV or no
   UTF-8 are skipped here and counted by stg_landing__rejected_lines: DuckDB's own error would print the line, and with
   it a customer's words, into the log. store_rejects, because without it DuckDB drops every row after a badly quoted one. #}
{% macro csv_reader(path) -%}
    {%- set options = 'auto_detect = false, ignore_errors = true, max_line_size = ' ~ landing_longest_line() -%}
    {%- set first_lines = run_query(
        'select line from read_csv(' ~ sql_text(path) ~ ", delim = chr(1), quote = '', escape = '', header = false, "
        ~ "strict_mode = false, columns = {'line': 'varchar'}, " ~ options ~ ') limit 1') -%}
    {%- if not first_lines or not first_lines[0][0] -%}
        {{ exceptions.raise_compiler_error(
            'Landing file ' ~ path ~ ' is empty: its first line must name the columns.') }}
    {%- endif -%}
    {%- set header = first_lines[0][0] -%}
    {%- set best = namespace(delimiter=',', count=0) -%}
    {%- for delimiter in [',', ';', '\t', '|'] if header.count(delimiter) > best.count -%}
        {%- set best.delimiter = delimiter -%}
        {%- set best.count = header.count(delimiter) -%}
    {%- endfor -%}
    {#- No message repeats the line: without a header it is a customer's. -#}
    {%- set columns = {} -%}
    {%- for name in header.split(best.delimiter) -%}
        {%- set column = name | replace('"', '') | trim | lower -%}
        {%- if column in columns -%}
            {{ exceptions.raise_compiler_error(
                'Landing file ' ~ path ~ ': its header names a column twice; its column ' ~ loop.index
                ~ ' has the name of an earlier one.') }}
        {%- endif -%}
        {%- do columns.update({column: 'VARCHAR'}) -%}
    {%- endfor -%}
    {%- set typed = [] -%}
    {%- for name in columns -%}{%- do typed.append(sql_text(name) ~ ": 'varchar'") -%}{%- endfor -%}
    {{ return({
        'sql': 'read_csv(' ~ sql_text(path) ~ ', delim = ' ~ sql_text(best.delimiter) ~ ", quote = '\"', escape = '\"', "
            ~ 'header = true, filename = true, store_rejects = true, columns = {' ~ typed | join(', ') ~ '}, ' ~ options ~ ')',
        'columns': columns,
    }) }}
{%- endmacro %}


{% macro sql_text(value) -%}
    {{ return("'" ~ value | replace("'", "''") ~ "'") }}
{%- endmacro %}


{% macro sql_texts(values) -%}
    {%- set texts = [] -%}
    {%- for value in values -%}{%- do texts.append(sql_text(value)) -%}{%- endfor -%}
    {{ return('[' ~ texts | join(', ') ~ ']') }}
{%- endmacro %}


{# Bytes. A longer line is rejected and counted. #}
{% macro landing_longest_line() -%}{{ return(16777216) }}{%- endmacro %}
