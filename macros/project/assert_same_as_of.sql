{# A build as of one day must not overwrite a build as of another: a database holds one setting of var `as_of`. #}
{% macro assert_same_as_of() -%}
    {%- if execute and flags.WHICH in ['build', 'run'] -%}
        {%- set built = adapter.get_relation(
            target.database, generate_schema_name('intermediate', none), 'int_as_of') -%}
        {%- if built -%}
            {%- set setting = run_query('select as_of_setting from ' ~ built).columns[0].values() -%}
            {%- set wanted = as_of_setting() -%}
            {%- if setting and setting[0] != wanted -%}
                {{ exceptions.raise_compiler_error(
                    "This database was built with as_of '" ~ setting[0] ~ "', and this run asks for '" ~ wanted
                    ~ "'. Build it into another database (GROUNDSWELL_BUILD_FILE, or `groundswell run --database`).") }}
            {%- endif -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}


{% macro as_of_setting() -%}
    {{ return((var('as_of') or 'newest') | string) }}
{%- endmacro %}
