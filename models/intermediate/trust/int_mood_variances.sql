-- How much the moods of accounts vary around their baselines: what is left of the squared distance of a window's mean once
-- the doubt about both is taken off. Windows that say more weigh more. Once a week, since the windows of two days overlap.
{% set spans = {'7d': 'fast', '30d': 'slow'} -%}

with

days as (

    select
        {% for name, lane in spans.items() -%}
        windows.sum_r_{{ name }} / nullif(windows.sum_w_r_{{ name }}, 0) - baselines.mu_{{ lane }} as distance_{{ name }},
        baselines.s2_{{ lane }} / nullif(windows.sum_w_r_{{ name }}, 0) + baselines.var_mu_{{ lane }} as doubt_{{ name }},
        {% endfor -%}
        windows.date_day

    from {{ ref('int_entity_days__windowed') }} as windows
    inner join {{ ref('int_entity_days__baselined') }} as baselines
        on
            windows.entity_type = baselines.entity_type
            and windows.entity_id = baselines.entity_id
            and windows.date_day = baselines.date_day
    cross join {{ ref('int_as_of') }} as as_of
    where
        windows.entity_type = 'account'
        and windows.history_days >= {{ var('baseline_minimum_days') }}
        and windows.date_day > {{ dbt.dateadd('day', -var('cohort_baseline_days'), 'as_of.as_of') }}
        and {{ iso_weekday('windows.date_day') }} = 1

),

weighed as (

    {% for name in spans -%}
    select
        '{{ name }}' as window_name,
        distance_{{ name }} * distance_{{ name }} - doubt_{{ name }} as excess,
        1 / nullif(power(doubt_{{ name }} + {{ detection_constant('mood_variance_' ~ name) }}, 2), 0) as weight
    from days
    where distance_{{ name }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    window_name,
    greatest(
        0,
        cast(sum(cast(weight * excess as decimal(28, 9))) as double)
        / nullif(cast(sum(cast(weight as decimal(28, 9))) as double), 0)
    ) as mood_variance

from weighed
group by window_name
