-- What shape the fall had when its episode opened: each message of the last days against a step that many days ago (all
-- count alike) and against a ramp that began then (the newer, the more).
with

openings as (

    select * from {{ ref('int_alert_episodes') }}
    where signal = 'shift' and direction = 'decline'

),

days as (

    select
        openings.entity_type,
        openings.entity_id,
        openings.policy,
        openings.opened_on,
        days.s2_slow,
        days.sum_w_slow,
        days.sum_e_slow,
        {{ dbt.datediff('days.date_day', 'openings.opened_on', 'day') }} as days_ago

    from openings
    inner join {{ ref('int_detection_days__scored') }} as days
        on
            openings.entity_type = days.entity_type
            and openings.entity_id = days.entity_id
            and openings.opened_on >= days.date_day
            and {{ dbt.dateadd('day', -var('contrast_days'), 'openings.opened_on') }} < days.date_day

),

weighed as (

    select
        days.*,
        contrasts.contrast,
        contrasts.days as contrast_days,
        case contrasts.contrast
            when 'step' then 1.0
            else cast(contrasts.days - days.days_ago as double) / nullif(contrasts.days, 0)
        end as shape

    from days
    inner join {{ ref('detection_contrasts') }} as contrasts
        on days.days_ago < contrasts.days

),

sums as (

    select
        entity_type,
        entity_id,
        policy,
        opened_on,
        contrast,
        contrast_days,
        cast(sum(cast(shape * sum_e_slow as decimal(18, 9))) as double) as sum_e,
        cast(sum(cast(shape * sum_w_slow as decimal(18, 9))) as double) as sum_w,
        cast(sum(cast(shape * shape * sum_w_slow as decimal(18, 9))) as double) as sum_w2,
        max(case when days_ago = 0 then s2_slow end) as s2

    from weighed
    group by entity_type, entity_id, policy, opened_on, contrast, contrast_days

)

select
    entity_type,
    entity_id,
    policy,
    opened_on,
    contrast,
    contrast_days,
    -sum_e / nullif(sqrt(
        {{ detection_constant('average_variance_share') }} * s2 * sum_w2
        + {{ detection_constant('drift_share') }} * s2 * sum_w * sum_w
    ), 0) as z

from sums
