{# The select list of one source table over whatever columns were found: see source_table.
   found: {column: type as the engine names it}; relation: none = no table, typed NULLs and no row. #}
{% macro source_select(contract, found, relation) -%}
    {%- set casts = [] -%}
select
    {%- for column in contract.columns %}
    {%- set raw_name = source_column_name(column.name, found) %}
    {%- set value = source_column(raw_name, column.type, found.get(raw_name)) %}
    {{ value }} as {{ column.name }},
    {%- if raw_name in found and column.type != 'text' -%}
        {%- do casts.append({'name': column.name, 'raw_name': raw_name, 'value': value}) -%}
    {%- endif -%}
    {%- endfor %}
    {%- if casts %}
    nullif(
        concat(
            {%- for cast in casts %}
            case when {{ landing_value(cast.raw_name) }} is not null and {{ cast.value }} is null
                then '{{ cast.name }} ' else '' end{{ ',' if not loop.last }}
            {%- endfor %}
        ), ''
    ) as failed_casts
    {%- else %}
    cast(null as {{ dbt.type_string() }}) as failed_casts
    {%- endif %}
{%- if relation is not none %}
from {{ relation }} as raw_rows
{%- else %}
from (select 1 as no_row) as no_table
where 1 = 0
{%- endif %}
{%- endmacro %}


{# What a column is called in the table found: the load time has another name with every loader. #}
{% macro source_column_name(column_name, found) -%}
    {%- if column_name == '_fivetran_synced' and column_name not in found -%}
        {%- for name in ['_airbyte_extracted_at', '_airbyte_emitted_at', '_sdc_received_at'] if name in found -%}
            {{ return(name) }}
        {%- endfor -%}
    {%- endif -%}
    {{ return(column_name) }}
{%- endmacro %}


{# One value in its contract type. A whole number that arrived as floating point is written without its `.0`, so that
   ids of two tables meet. #}
{% macro source_column(column_name, contract_type, found_type) -%}
    {%- set type_found = (found_type or '') | lower -%}
    {%- set is_float = type_found.split('(')[0] in ['double', 'float', 'real', 'float4', 'float8', 'double precision'] -%}
    {%- set is_whole = type_found.split('(')[0] in [
        'bigint', 'integer', 'int', 'hugeint', 'ubigint', 'smallint', 'int4', 'int8', 'number', 'decimal'] -%}
    {%- if not found_type -%}
        cast(null as {{ engine_type(contract_type) }})
    {%- elif contract_type == 'text' and is_float -%}
        case
            when {{ column_name }} = floor({{ column_name }}) and abs({{ column_name }}) < 9e15
                then cast(cast({{ column_name }} as bigint) as {{ dbt.type_string() }})
            else nullif(lower({{ landing_value(column_name) }}), 'nan')
        end
    {%- elif contract_type == 'timestamp' and (is_whole or is_float) -%}
        {{ timestamp_of_number(column_name) }}
    {%- elif contract_type == 'text' -%}
        {{ landing_value(column_name) }}
    {%- elif contract_type == 'timestamp' and type_found.startswith('timestamp') -%}
        {{ utc_timestamp(column_name, found_type) }}
    {%- else -%}
        {{ try_cast_text(landing_value(column_name), contract_type) }}
    {%- endif -%}
{%- endmacro %}
