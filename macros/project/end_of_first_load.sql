{# When the first load of a source was over that began on *first_loaded_at*. What it brought is history: its load times say when
   the source was connected, and not when anything came to be known. #}
{% macro end_of_first_load(first_loaded_at) -%}
    {{ dbt.dateadd('day', var('first_load_days'), first_loaded_at) }}
{%- endmacro %}
