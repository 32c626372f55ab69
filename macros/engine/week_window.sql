{# A frame of an entity's weeks, from *first* to *last* weeks before (0 = the week itself). #}
{% macro week_window(first, last=0) -%}
    (
        partition by entity_type, entity_id order by week_end_on
        rows between {{ first }} preceding and {{ last ~ ' preceding' if last else 'current row' }}
    )
{%- endmacro %}
