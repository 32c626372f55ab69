-- The mood of an entity beside its own baseline, for both directions: the lane that says most counts. Young
-- accounts, and those that have hardly written lately, are not judged.
{{ config(materialized='view') }}

with

judged as (

    select * from {{ ref('int_detection_days__unskewed') }}
    where
        history_days >= {{ var('baseline_minimum_days') }}
        and n_judged_recently >= {{ detection_constant('evidence_messages') }}

),

scaled as (

    select
        days.entity_type,
        days.entity_id,
        days.date_day,
        days.cohort_id,
        days.n_judged_recently,
        days.mu_fast,
        days.mu_slow,
        days.s2_fast,
        days.s2_slow,
        days.shift_fast,
        days.shift_slow,
        (days.z_fast - coalesce(centres.centre_fast, 0)) / nullif(coalesce(scales.scale, 1.0), 0) as z_fast,
        (days.z_slow - coalesce(centres.centre_slow, 0)) / nullif(coalesce(scales.scale, 1.0), 0) as z_slow

    from judged as days
    left join {{ ref('int_score_centres') }} as centres
        on days.judged_week = centres.week_start_on
    left join {{ ref('int_score_scales') }} as scales
        on days.judged_month = scales.month_start_on

),

days as (

    select
        *,
        case
            when z_fast is null or z_slow > z_fast
                then 'slow'
            else 'fast'
        end as decline_lane,
        case
            when z_fast is null or z_slow < z_fast
                then 'slow'
            else 'fast'
        end as improvement_lane

    from scaled
    where z_fast is not null or z_slow is not null

)

{% for direction, sign in {'decline': '', 'improvement': '-'}.items() -%}
select
    entity_type,
    entity_id,
    date_day,
    cohort_id as segment,
    'shift' as signal,
    '{{ direction }}' as direction,
    {{ direction }}_lane as lane,
    case {{ direction }}_lane
        when 'slow' then {{ sign }}z_slow
        else {{ sign }}z_fast
    end as score,
    case {{ direction }}_lane when 'slow' then mu_slow else mu_fast end as baseline,
    case {{ direction }}_lane when 'slow' then sqrt(s2_slow) else sqrt(s2_fast) end as baseline_sd,
    case {{ direction }}_lane when 'slow' then shift_slow else shift_fast end as deviation,
    case {{ direction }}_lane when 'slow' then mu_slow + shift_slow else mu_fast + shift_fast end as current_value,
    n_judged_recently as n_interactions

from days
{{ 'union all' if not loop.last }}
{% endfor %}
