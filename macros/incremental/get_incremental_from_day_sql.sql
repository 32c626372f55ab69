{# Incremental strategy `from_day`: the rows of the first day to compute anew and of all later days are replaced, in one
   transaction. A model's `unique_key` names the column that holds a row's day. #}
{% macro get_incremental_from_day_sql(arg_dict) -%}
    {{ adapter.dispatch('get_incremental_from_day_sql', 'groundswell')(arg_dict) }}
{%- endmacro %}


{% macro default__get_incremental_from_day_sql(arg_dict) -%}
    begin;
    {{ replace_from_day(arg_dict) }};
    commit;
{%- endmacro %}


{# DuckDB: dbt opens and ends the transaction. #}
{% macro duckdb__get_incremental_from_day_sql(arg_dict) -%}
    {{ replace_from_day(arg_dict) }}
{%- endmacro %}


{% macro replace_from_day(arg_dict) -%}
    {%- set columns = arg_dict['dest_columns'] | map(attribute='quoted') | join(', ') -%}
    delete from {{ arg_dict['target_relation'] }}
    where
        {{ arg_dict['unique_key'] }} >= cast('{{ recompute_from() }}' as date)
        -- rows of a version of the model that did not have the column yet
        or {{ arg_dict['unique_key'] }} is null;

    insert into {{ arg_dict['target_relation'] }} ({{ columns }})
    select {{ columns }} from {{ arg_dict['temp_relation'] }}
{%- endmacro %}
