{# True for the days that an incremental model computes anew, and for as many before them as *look_back* says, which its
   windows reach back to. True for every day in a full build. *day* is the column that holds the day. #}
{% macro only_new_days(day='date_day', look_back=0) -%}
    {# said while dbt reads the project, so that it builds `int_trend_days` first #}
    {%- if not execute -%}{%- do ref('int_trend_days') -%}{%- endif -%}
    {# a unit test has no table of its own #}
    {%- if this and is_incremental() -%}
        {{ day }} >= cast('{{ recompute_from(look_back) }}' as date)
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}
