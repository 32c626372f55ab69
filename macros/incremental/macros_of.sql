{# The macros of this project that a model calls, and those that they call: a dict of SQL text by unique id. dbt's own are
   left out: its version is pinned, and says nothing of a number. *unique_ids* are a node's `depends_on.macros`. #}
{% macro macros_of(unique_ids, found=none) -%}
    {%- set found = {} if found is none else found -%}
    {%- for unique_id in unique_ids if unique_id.startswith('macro.groundswell.') and unique_id not in found -%}
        {%- set called = context['groundswell'][unique_id.split('.')[-1]].macro -%}
        {%- do found.update({unique_id: called.macro_sql}) -%}
        {%- do macros_of(called.depends_on.macros, found) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
