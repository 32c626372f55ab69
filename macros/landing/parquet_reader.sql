{# What reads Parquet files on DuckDB, in the form of landing_reader. Types of one family DuckDB brings together itself.
   Between families it casts the values of one file to the type of another, and either fails, with a customer's value in
   its message, or takes true for the number 1. So a column of several families is text from every file, as it would be
   from CSV, and the contract judges each of its rows. #}
{% macro parquet_reader(paths) -%}
    {%- set schemas = parquet_schemas(paths) -%}
    {%- set mixed = columns_of_several_families(schemas) -%}
    {%- set reader = read_parquet(paths) -%}
    {%- if mixed -%}
        {%- set selects = [] -%}
        {%- for schema in schemas -%}{%- do selects.append(parquet_select(schema, mixed)) -%}{%- endfor -%}
        {%- set reader = '(' ~ selects | join(' union all by name ') ~ ')' -%}
    {%- endif -%}
    {{ return({'sql': reader, 'columns': parquet_columns(reader)}) }}
{%- endmacro %}


{% macro read_parquet(paths) -%}
    read_parquet({{ sql_texts(paths) }}, union_by_name = true, filename = true, file_row_number = true)
{%- endmacro %}


{# {name: type} of what *relation* gives. #}
{% macro described_columns(relation) -%}
    {%- set columns = {} -%}
    {%- for row in run_query('describe select * from ' ~ relation) -%}
        {%- do columns.update({row[0] | lower: row[1]}) -%}
    {%- endfor -%}
    {{ return(columns) }}
{%- endmacro %}


{# The same of *reader*, without the place of a row. #}
{% macro parquet_columns(reader) -%}
    {%- set columns = described_columns(reader) -%}
    {%- do columns.pop('filename', none) -%}
    {%- do columns.pop('file_row_number', none) -%}
    {{ return(columns) }}
{%- endmacro %}


{# The files by schema: [{'paths': [...], 'columns': {name: type}}]. One query compares the schemas of all files, and
   one file of each schema is described: a folder may hold thousands. #}
{% macro parquet_schemas(paths) -%}
    {%- set files = run_query(
        'select file_name, min(file_name) over (partition by elements) as first_file from ('
        ~ 'select file_name, list((name, repetition_type, num_children, converted_type, logical_type, duckdb_type) '
        ~ 'order by column_id) as elements from parquet_schema(' ~ sql_texts(paths) ~ ') group by file_name'
        ~ ') order by file_name') -%}
    {%- set alike = {} -%}
    {%- for file in files -%}{%- do alike.setdefault(file[1], []).append(file[0]) -%}{%- endfor -%}
    {%- set schemas = [] -%}
    {%- for first_file, same in alike.items() -%}
        {%- do schemas.append({'paths': same, 'columns': parquet_columns(read_parquet([first_file]))}) -%}
    {%- endfor -%}
    {{ return(schemas) }}
{%- endmacro %}


{# [name] of the columns whose types in *schemas* are of more than one family. #}
{% macro columns_of_several_families(schemas) -%}
    {%- set families = {} -%}
    {%- set mixed = [] -%}
    {%- for schema in schemas -%}
        {%- for column, type in schema.columns.items() -%}
            {%- set family = parquet_type_family(type) -%}
            {%- if families.setdefault(column, family) != family and column not in mixed -%}
                {%- do mixed.append(column) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(mixed) }}
{%- endmacro %}


{# Numbers are a family, and so are times; any other type is its own. So are nanoseconds, which end in the year 2262:
   DuckDB would read a 9999-12-31 beside them as one of them. #}
{% macro parquet_type_family(type) -%}
    {%- set numbers = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT',
        'FLOAT', 'DOUBLE'] -%}
    {%- if type in numbers or (type.startswith('DECIMAL(') and type.endswith(')')) -%}
        {{ return('number') }}
    {%- endif -%}
    {{ return('time' if type in ['DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE'] else type) }}
{%- endmacro %}


{# The rows of the files of one schema, with the columns *as_text* as text. #}
{% macro parquet_select(schema, as_text) -%}
    {%- set texts = [] -%}
    {%- for column in as_text if column in schema.columns -%}
        {%- set name = adapter.quote(column | replace('"', '""')) -%}
        {%- do texts.append(landing_value(name, schema.columns[column]) ~ ' as ' ~ name) -%}
    {%- endfor -%}
    select * {{ 'replace (' ~ texts | join(', ') ~ ')' if texts }} from {{ read_parquet(schema.paths) }}
{%- endmacro %}
