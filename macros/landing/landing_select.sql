{# The select list of one landing table over whatever columns were found: see landing_table.
   found: {column: type as the engine names it}; from_relation: none = no table, typed NULLs and no row;
   are_files: whether the relation is files, whose rows have a place. #}
{% macro landing_select(table_name, found, from_relation, where='', are_files=false) -%}
    {%- set columns = landing_contract(table_name) -%}
    {%- if from_relation is not none -%}
        {%- do check_landing_columns(table_name, columns, found, where) -%}
    {%- endif -%}
    {%- set casts = [] -%}
select
    {%- for column in columns %}
    {%- set found_type = found.get(column.name) %}
    {{ landing_column(column, found_type) }} as {{ column.name }},
    {%- if found_type and landing_cast_can_fail(column, found_type) -%}
        {%- do casts.append(column) -%}
    {%- endif -%}
    {%- endfor %}
    {%- if casts %}
    nullif(
        concat(
            {%- for column in casts %}
            case
                when {{ landing_value(column.name, found[column.name]) }} is not null
                    and {{ landing_column(column, found[column.name]) }} is null
                    then '{{ column.name }} ' else ''
            end{{ ',' if not loop.last }}
            {%- endfor %}
        ), ''
    ) as failed_casts,
    {%- else %}
    cast(null as {{ dbt.type_string() }}) as failed_casts,
    {%- endif %}
    {%- if are_files %}
    filename as landing_file,
    cast(file_row_number + 1 as {{ dbt.type_bigint() }}) as landing_row
    {%- else %}
    cast(null as {{ dbt.type_string() }}) as landing_file,
    cast(null as {{ dbt.type_bigint() }}) as landing_row
    {%- endif %}
{%- if from_relation is not none %}
from {{ from_relation }} as landed
{%- else %}
from (select 1 as no_row) as no_table
where 1 = 0
{%- endif %}
{%- endmacro %}


{% macro check_landing_columns(table_name, columns, found, where) -%}
    {%- set known = columns | map(attribute='name') | list -%}
    {%- set missing = [] -%}
    {%- for column in columns if column.required and column.name not in found -%}
        {%- do missing.append(column.name) -%}
    {%- endfor -%}
    {%- if missing -%}
        {#- A first line that is no header is a customer's, and not for the log. -#}
        {%- set names_any = found | select('in', known) | list -%}
        {{ exceptions.raise_compiler_error(
            "Landing table `" ~ table_name ~ "` (" ~ where ~ ") lacks the required column " ~ missing | join(', ') ~ ". "
            ~ ("Found: " ~ found | join(', ') ~ "." if names_any
                else "None of its column names is in the contract: is its first line a header?")) }}
    {%- endif -%}
    {%- set strangers = found.keys() | reject('in', known) | list -%}
    {%- if strangers -%}
        {%- do exceptions.warn(
            "Landing table `" ~ table_name ~ "` (" ~ where ~ "): columns outside the contract are ignored: "
            ~ strangers | join(', ')) -%}
    {%- endif -%}
{%- endmacro %}


{# A delivered value as text, '' counting as absent. Lists of domains and ids are joined by bars, as the contract has them; a
   whole number that came as a float, as ids with gaps do from pandas, is written as one. *found_type*: its type there. #}
{% macro landing_value(column_name, found_type='') -%}
    {%- set type = found_type | lower -%}
    {%- set as_text = 'cast(' ~ column_name ~ ' as ' ~ dbt.type_string() ~ ')' -%}
    {%- set is_list = column_name | replace('"', '') in ['domains', 'external_ids'] -%}
    {%- if is_list and type in ['varchar[]', 'integer[]', 'bigint[]', 'array'] -%}
        nullif(trim(array_to_string({{ column_name }}, '|')), '')
    {%- elif type in ['double', 'float'] -%}
        case
            when {{ column_name }} = floor({{ column_name }}) and abs({{ column_name }}) < 1000000000000000
                then cast(cast({{ column_name }} as {{ dbt.type_bigint() }}) as {{ dbt.type_string() }})
            else nullif(trim({{ as_text }}), '')
        end
    {%- else -%}
        nullif(trim({{ as_text }}), '')
    {%- endif -%}
{%- endmacro %}


{% macro landing_column(column, found_type) -%}
    {%- if not found_type -%}
        cast(null as {{ engine_type(column.type) }})
    {%- elif column.type == 'text' -%}
        {{ landing_value(column.name, found_type) }}
    {%- elif landing_cast_can_fail(column, found_type) -%}
        {{ try_cast_text(landing_value(column.name, found_type), column.type) }}
    {%- elif column.type == 'timestamp' -%}
        {{ utc_timestamp(column.name, found_type) }}
    {%- else -%}
        {{ column.name }}
    {%- endif -%}
{%- endmacro %}


{# A column that already has its type is taken as it is; anything else goes through text and may fail. #}
{% macro landing_cast_can_fail(column, found_type) -%}
    {%- if column.type == 'timestamp' -%}
        {{ return(not (found_type | lower).startswith('timestamp')) }}
    {%- endif -%}
    {%- set same = found_type | lower == column.type -%}
    {{ return(column.type != 'text' and not (same and column.type in ['date', 'integer'])) }}
{%- endmacro %}
