{# After a run: what `int_trend_days` compared is what trends are built from now, if every incremental model followed. #}
{% macro remember_built_days(results) -%}
    {%- if execute and flags.WHICH in ['build', 'run'] -%}
        {%- set built = results | selectattr('status', 'equalto', 'success') | map(attribute='node.unique_id') | list -%}
        {%- if from_day_models() | reject('in', built) | list | length == 0 -%}
            update {{ built_trend_days() }} set is_built = true where not is_built
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}


{# Before a run that builds some of them without comparing anything: from now on, no stored day is known to be right. #}
{% macro forget_built_days() -%}
    {%- if execute and flags.WHICH in ['build', 'run'] and built_trend_days() -%}
        {%- set chosen = from_day_models() | select('in', selected_resources) | list -%}
        {%- if chosen and 'model.groundswell.int_trend_days' not in selected_resources -%}
            update {{ built_trend_days() }} set is_built = false where is_built
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}


{% macro from_day_models() -%}
    {%- set names = ['model.groundswell.int_trend_days'] -%}
    {%- for node in graph.nodes.values() -%}
        {%- if node.config.materialized == 'incremental' and node.config.incremental_strategy == 'from_day' -%}
            {%- do names.append(node.unique_id) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}


{% macro built_trend_days() -%}
    {{ return(adapter.get_relation(target.database, generate_schema_name('intermediate', none), 'int_trend_days')) }}
{%- endmacro %}
