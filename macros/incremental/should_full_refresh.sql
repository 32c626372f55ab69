{# dbt's macro of this name, asked by every incremental model and seed: is the table made anew? Also where no stored day of an
   incremental model stands, because a setting, a macro or its SQL is another one: then nothing of the table is kept, and a
   new one has the columns and types of today. #}
{% macro should_full_refresh() -%}
    {%- set is_asked = dbt.should_full_refresh() -%}
    {%- if execute and not is_asked and model.unique_id in from_day_models()
        and model.unique_id != 'model.groundswell.int_trend_days' -%}
        {{ return(not stands_any_day()) }}
    {%- endif -%}
    {{ return(is_asked) }}
{%- endmacro %}


{# Nobody knows, and so no, if `int_trend_days` is not built in the same run. #}
{% macro stands_any_day() -%}
    {%- if 'model.groundswell.int_trend_days' not in selected_resources or not built_trend_days() -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set standing = 'select count(*) as n_days from ' ~ built_trend_days() ~ ' where is_built' -%}
    {{ return(run_query(standing).columns[0].values()[0] > 0) }}
{%- endmacro %}
