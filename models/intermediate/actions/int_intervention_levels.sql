-- How an account spoke before and after the end of each week, channels taken out. Looks ahead: only for judging what was done.
{% set days = var('effect_days') -%}
{% set frames = {
    'recent': entity_window(days.recent - 1),
    'usual': entity_window(days.usual_from, days.usual_to),
    'after': entity_window_ahead(days.after_to, days.after_from),
} -%}

with

days as (

    select
        {% for name, frame in frames.items() -%}
        cast(sum(sum_r) over {{ frame }} as double) as sum_{{ name }},
        cast(sum(sum_w_r) over {{ frame }} as double) as w_{{ name }},
        {% endfor -%}
        cast(sum(sum_w_r) over {{ entity_window(days.usual_to - 1) }} as double) as volume,
        entity_type,
        entity_id,
        date_day

    from {{ ref('int_entity_days__dense') }}
    where entity_type = 'account'

),

means as (

    select
        {% for name in frames -%}
        sum_{{ name }} / nullif(w_{{ name }}, 0) as level_{{ name }},
        {% endfor -%}
        *

    from days

)

select
    weeks.entity_id as account_id,
    weeks.weeks_ago,
    weeks.week_end_on,
    means.level_recent,
    means.level_usual,
    means.level_after,
    -- shrunk as a baseline is: a dip of few messages is taken for half a dip
    (means.level_recent - means.level_usual)
    * means.w_recent / nullif(means.w_recent + {{ detection_constant('baseline_prior_messages') }}, 0) as depth,
    means.volume

from {{ ref('int_entity_weeks') }} as weeks
inner join means
    on
        weeks.entity_type = means.entity_type
        and weeks.entity_id = means.entity_id
        and weeks.week_end_on = means.date_day
where
    weeks.weeks_ago < {{ var('pattern_weeks') }}
    and means.w_recent >= {{ var('effect_recent_messages') }}
    and means.w_usual >= {{ var('effect_other_messages') }}
