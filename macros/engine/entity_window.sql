{# A frame of an entity's dense days, from *first* to *last* days ago (0 = the day itself). A macro, because Snowflake
   knows no WINDOW clause. #}
{% macro entity_window(first, last=0) -%}
    (
        partition by entity_type, entity_id order by date_day
        rows between {{ first ~ ' preceding' if first else 'current row' }} and {{ last ~ ' preceding' if last else 'current row' }}
    )
{%- endmacro %}


{# A frame of an entity's dense days, from *first* (0 = the day itself) to *last* days after it: for hindsight only. #}
{% macro entity_window_ahead(last, first=0) -%}
    (
        partition by entity_type, entity_id order by date_day
        rows between {{ first ~ ' following' if first else 'current row' }} and {{ last }} following
    )
{%- endmacro %}
