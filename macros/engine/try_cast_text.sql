{# Text to a contract type, NULL where it cannot be read. NaN and infinities count as unreadable; a time without an
   offset is UTC, one with an offset is converted to UTC. #}
{% macro try_cast_text(expression, contract_type) -%}
    {%- if contract_type == 'timestamp' -%}
        {{ adapter.dispatch('try_cast_utc_timestamp', 'groundswell')(expression) }}
    {%- elif contract_type == 'date' -%}
        {{ adapter.dispatch('try_cast_date', 'groundswell')(expression) }}
    {%- elif contract_type == 'double' -%}
        case
            when lower({{ expression }}) in ('nan', '-nan', 'inf', '-inf', '+inf', 'infinity', '-infinity', '+infinity')
                then null
            else try_cast({{ expression }} as double)
        end
    {%- elif contract_type == 'integer' -%}
        {#- 1.5 users are none: both engines would round them -#}
        case
            when try_cast({{ expression }} as decimal(38, 9)) = try_cast({{ expression }} as integer)
                then try_cast({{ expression }} as integer)
        end
    {%- else -%}
        try_cast({{ expression }} as {{ contract_type }})
    {%- endif -%}
{%- endmacro %}


{% macro duckdb__try_cast_utc_timestamp(expression) -%}
    case
        when isfinite(try_cast({{ expression }} as timestamptz)) then try_cast({{ expression }} as timestamptz) at time zone 'UTC'
    end
{%- endmacro %}


{% macro default__try_cast_utc_timestamp(expression) -%}
    {#- Snowflake reads a bare number as seconds since 1970; by the contract it is no time. As a time with a zone it reads
        one without an offset in the session's, which need not be UTC where a test or a person reads a view. -#}
    {%- set with_offset = '[0-9]:[0-9]{2}(:[0-9.]+)? *([+-][0-9][0-9:]*|[Zz])( [0-9]{4})?$' -%}
    case
        when try_cast({{ expression }} as double) is not null then null
        when {{ first_match(expression, with_offset) }} is not null
            then cast(convert_timezone('UTC', try_cast({{ expression }} as timestamp_tz)) as timestamp_ntz)
        else try_cast({{ expression }} as timestamp_ntz)
    end
{%- endmacro %}


{% macro duckdb__try_cast_date(expression) -%}
    case when isfinite(try_cast({{ expression }} as date)) then try_cast({{ expression }} as date) end
{%- endmacro %}


{% macro default__try_cast_date(expression) -%}
    case when try_cast({{ expression }} as double) is null then try_cast({{ expression }} as date) end
{%- endmacro %}
