-- How much the mean after a day differs from the mean before it, in sd, for each of the last year's days with scores: over
-- four weeks on either side, which find what was short, and over twelve, which find what was small or quiet. Without what
-- channels make of it: who begins to write tickets has not changed. Sums of both sides are differences of running sums,
-- exact for DECIMALs and half the work of wide frames; the number of days is bounded, whatever the history.
{{ config(materialized='view') }}
{% set widths = var('change_windows') -%}
{% set sums = {'w': 'sum_w_r', 'x': 'sum_r', 'x2': 'sum_r2'} -%}
{% set by_day = '(partition by entity_type, entity_id order by date_day)' -%}

with

days as (

    select
        days.entity_type,
        days.entity_id,
        days.date_day,
        {% for name, column in sums.items() -%}
        sum(days.{{ column }}) over (
            partition by days.entity_type, days.entity_id order by days.date_day
            rows between unbounded preceding and current row
        ) as {{ name }}_until,
        {% endfor -%}
        max(case when days.sum_w_r > 0 then days.date_day end) over (
            partition by days.entity_type, days.entity_id order by days.date_day
            rows between unbounded preceding and 1 preceding
        ) as last_heard_on,
        days.sum_w_r > 0 and {{ dbt.datediff('days.date_day', 'spans.last_day', 'day') }} < {{ var('change_days') }}
            as is_searched

    from {{ ref('int_entity_days__dense') }} as days
    inner join {{ ref('int_entity_spans') }} as spans
        on days.entity_type = spans.entity_type and days.entity_id = spans.entity_id
    where days.date_day > {{ dbt.dateadd('day', -(var('change_days') + widths | max), 'spans.last_day') }}

),

-- an entity's first days have nothing before them; of its last days' weeks after, what there is
sides as (

    select
        {% for name in sums -%}
        {% set before_today = 'lag(' ~ name ~ '_until, 1, 0) over ' ~ by_day -%}
        {% for width in widths -%}
        cast({{ before_today }} - lag({{ name }}_until, {{ width + 1 }}, 0) over {{ by_day }} as double)
            as {{ name }}_before_{{ width }},
        cast(last_value({{ name }}_until) over {{ entity_window_ahead(width - 1) }} - {{ before_today }} as double)
            as {{ name }}_after_{{ width }},
        {% endfor -%}
        {% endfor -%}
        entity_type,
        entity_id,
        date_day,
        last_heard_on,
        is_searched

    from days

)

{% for width in widths -%}
select
    entity_type,
    entity_id,
    date_day,
    last_heard_on,
    {{ width }} as window_days,
    w_before_{{ width }} as w_before,
    w_after_{{ width }} as w_after,
    x_before_{{ width }} / nullif(w_before_{{ width }}, 0) as mean_before,
    x_after_{{ width }} / nullif(w_after_{{ width }}, 0) as mean_after,
    x2_before_{{ width }} + x2_after_{{ width }}
    - x_before_{{ width }} * x_before_{{ width }} / nullif(w_before_{{ width }}, 0)
    - x_after_{{ width }} * x_after_{{ width }} / nullif(w_after_{{ width }}, 0) as squares
from sides
where
    is_searched
    and w_before_{{ width }} >= {{ detection_constant('change_minimum_messages') }}
    and w_after_{{ width }} >= {{ detection_constant('change_minimum_messages') }}
{{ 'union all' if not loop.last }}
{% endfor %}
