-- The mood of an entity beside its own baseline, for both directions: the lane that says most counts. Young
-- accounts, and those that have hardly written lately, are not judged. Who stays where he was has not improved because
-- the others of his cohort fell: a rise counts no further than it goes without what they did.
{{ config(materialized='view') }}
{% set lanes = var('baseline_lanes') -%}

with

judged as (

    select * from {{ ref('int_detection_days__unskewed') }}
    where
        history_days >= {{ var('baseline_minimum_days') }}
        and n_judged_recently >= {{ detection_constant('evidence_messages') }}

),

scaled as (

    select
        {% for lane in lanes -%}
        days.mu_{{ lane }},
        sqrt(days.s2_{{ lane }}) as sd_{{ lane }},
        days.shift_{{ lane }},
        case
            when days.shift_{{ lane }} > 0 then greatest(0, days.shift_{{ lane }} + least(0, days.moved_{{ lane }}))
            else days.shift_{{ lane }}
        end as rise_{{ lane }},
        (days.z_{{ lane }} - coalesce(centres.centre_{{ lane }}, 0)) / nullif(coalesce(scales.scale, 1.0), 0) as z_{{ lane }},
        {% endfor -%}
        days.entity_type,
        days.entity_id,
        days.date_day,
        days.cohort_id,
        days.n_judged_recently

    from judged as days
    left join {{ ref('int_score_centres') }} as centres
        on days.judged_week = centres.week_start_on
    left join {{ ref('int_score_scales') }} as scales
        on days.judged_month = scales.month_start_on

),

with_rise as (

    select
        {% for lane in lanes -%}
        -z_{{ lane }} * coalesce(rise_{{ lane }} / nullif(shift_{{ lane }}, 0), 1) as z_rise_{{ lane }},
        {% endfor -%}
        *

    from scaled
    where z_fast is not null or z_slow is not null

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
            when z_fast is null or z_rise_slow > z_rise_fast
                then 'slow'
            else 'fast'
        end as improvement_lane

    from with_rise

)

{% for direction, part in {'decline': ('z', 'shift'), 'improvement': ('z_rise', 'rise')}.items() -%}
{% set lane = direction ~ '_lane' -%}
select
    entity_type,
    entity_id,
    date_day,
    cohort_id as segment,
    'shift' as signal,
    '{{ direction }}' as direction,
    {{ lane }} as lane,
    case {{ lane }} when 'slow' then {{ part[0] }}_slow else {{ part[0] }}_fast end as score,
    case {{ lane }} when 'slow' then mu_slow else mu_fast end as baseline,
    case {{ lane }} when 'slow' then sd_slow else sd_fast end as baseline_sd,
    case {{ lane }} when 'slow' then {{ part[1] }}_slow else {{ part[1] }}_fast end as deviation,
    case {{ lane }} when 'slow' then mu_slow + {{ part[1] }}_slow else mu_fast + {{ part[1] }}_fast end as current_value,
    n_judged_recently as n_interactions

from days
{{ 'union all' if not loop.last }}
{% endfor %}
