{# The first day that an incremental model computes anew. All days, if `int_trend_days` is not built in the same run: nobody
   has compared then what the stored days were built from. *look_back*: so many days before it. #}
{% macro recompute_from(look_back=0) -%}
    {%- set first_days = [modules.datetime.date(1900, 1, 1)] -%}
    {%- if 'model.groundswell.int_trend_days' in selected_resources -%}
        {%- set first = 'select min(date_day) as first_day from ' ~ ref('int_trend_days') ~ ' where not is_built' -%}
        {%- set first_days = [run_query(first).columns[0].values()[0] or modules.datetime.date(9999, 12, 31)] -%}
    {%- endif -%}
    {{ return((first_days[0] - modules.datetime.timedelta(days=look_back)).isoformat()) }}
{%- endmacro %}
