-- How much the mean after a day differs from the mean before it, in sd, for each of the last year's days with scores: over
-- four weeks on either side, which find what was short, and over twelve, which find what was small or quiet. Without what
-- channels make of it: who begins to write tickets has not changed. Sums of both sides come from frames; the number of days
-- is bounded, whatever the history.
{% set widths = var('change_windows') -%}

with

days as (

    select
        days.entity_type,
        days.entity_id,
        days.date_day,
        days.sum_w_r as sum_w,
        days.sum_r as sum_x,
        days.sum_r2 as sum_x2,
        {{ dbt.datediff('days.date_day', 'spans.last_day', 'day') }} < {{ var('change_days') }} as is_searched

    from {{ ref('int_entity_days__dense') }} as days
    inner join {{ ref('int_entity_spans') }} as spans
        on days.entity_type = spans.entity_type and days.entity_id = spans.entity_id
    where days.date_day > {{ dbt.dateadd('day', -(var('change_days') + widths | max), 'spans.last_day') }}

),

framed as (

    select
        {% for width in widths -%}
        {% for column in ['sum_w', 'sum_x', 'sum_x2'] -%}
        cast(sum({{ column }}) over {{ entity_window(width, 1) }} as double) as {{ column }}_before_{{ width }},
        cast(sum({{ column }}) over {{ entity_window_ahead(width - 1) }} as double) as {{ column }}_after_{{ width }},
        {% endfor -%}
        {% endfor -%}
        days.*

    from days

)

{% for width in widths -%}
select
    entity_type,
    entity_id,
    date_day,
    {{ width }} as window_days,
    sum_w_before_{{ width }} as w_before,
    sum_w_after_{{ width }} as w_after,
    sum_x_before_{{ width }} / nullif(sum_w_before_{{ width }}, 0) as mean_before,
    sum_x_after_{{ width }} / nullif(sum_w_after_{{ width }}, 0) as mean_after,
    sum_x2_before_{{ width }} + sum_x2_after_{{ width }}
    - sum_x_before_{{ width }} * sum_x_before_{{ width }} / nullif(sum_w_before_{{ width }}, 0)
    - sum_x_after_{{ width }} * sum_x_after_{{ width }} / nullif(sum_w_after_{{ width }}, 0) as squares
from framed
where
    is_searched
    and sum_w > 0
    and sum_w_before_{{ width }} >= {{ detection_constant('change_minimum_messages') }}
    and sum_w_after_{{ width }} >= {{ detection_constant('change_minimum_messages') }}
{{ 'union all' if not loop.last }}
{% endfor %}
