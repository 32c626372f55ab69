{# When an event or a row of usage came to be known. *loads*: alias of int_first_loads. A row of the first load counts as
   known after the usual lag of its source, at the latest when it was loaded; one without a load time when it was. #}
{% macro known_at(occurred_at, loaded_at, loads='loads') -%}
    case
        when {{ loaded_at }} is null then {{ occurred_at }}
        when {{ loaded_at }} < {{ loads }}.first_load_ended_at
            then greatest(
                {{ occurred_at }},
                least({{ loaded_at }}, {{ dbt.dateadd('hour', loads ~ '.lag_hours', occurred_at) }})
            )
        else greatest({{ occurred_at }}, {{ loaded_at }})
    end
{%- endmacro %}
