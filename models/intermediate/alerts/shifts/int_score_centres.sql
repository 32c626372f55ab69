-- Where the scores of a portfolio lie, week by week. An account that falls pulls down the movement of its cohort, which is
-- taken off everybody: all others seem to rise a little, and its own fall seems smaller. Where the bulk of the accounts
-- lies says by how much: the median of those near the median, which falls hardly move. Few scores say little about it.
with

-- a Monday counts for its own week and for those after it
recent as (

    select
        cast({{ dbt.dateadd('day', '7 * weeks.digit', 'scores.week_start_on') }} as date) as week_start_on,
        scores.monday_z_fast as z_fast,
        scores.monday_z_slow as z_slow

    from {{ ref('int_weekly_scores') }} as scores
    cross join ({{ digits() }}) as weeks
    cross join {{ ref('int_as_of') }} as as_of
    where
        weeks.digit < {{ var('score_centre_weeks') }}
        and {{ dbt.dateadd('day', '7 * weeks.digit', 'scores.week_start_on') }} <= as_of.as_of

),

medians as (

    select
        {% for lane in var('baseline_lanes') -%}
        percentile_cont(0.5) within group (order by z_{{ lane }}) as median_{{ lane }},
        {% endfor -%}
        week_start_on

    from recent
    group by week_start_on

),

bulk as (

    select
        {% for lane in var('baseline_lanes') -%}
        case
            when abs(recent.z_{{ lane }} - medians.median_{{ lane }}) <= {{ detection_constant('score_centre_reach') }}
                then recent.z_{{ lane }}
        end as near_{{ lane }},
        {% endfor -%}
        recent.week_start_on

    from recent
    inner join medians
        on recent.week_start_on = medians.week_start_on

)

select
    week_start_on,
    {% for lane in var('baseline_lanes') -%}
    coalesce(
        percentile_cont(0.5) within group (order by near_{{ lane }})
        * count(near_{{ lane }}) / nullif(count(near_{{ lane }}) + {{ detection_constant('score_centre_prior') }}, 0),
        0
    ) as centre_{{ lane }},
    {% endfor -%}
    count(*) as n_scores

from bulk
group by week_start_on
