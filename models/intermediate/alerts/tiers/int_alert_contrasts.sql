-- What shape the fall had when its episode opened: a step so many days ago (all messages since count alike) or a ramp that
-- began then (the newer, the more). `evidence` is the logarithm of how much likelier the last days' messages are with a
-- fall of this shape than with none, its size being unknown (normal, `fall_size_sd`). How far accounts drift by themselves
-- is left out: it would tell long shapes from none, and not a long step from a long ramp.
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
        cast(sum(cast(shape * shape * sum_w_slow as decimal(18, 9))) as double) as sum_w2,
        {{ detection_constant('average_variance_share') }} * max(case when days_ago = 0 then s2_slow end) as s2

    from weighed
    group by entity_type, entity_id, policy, opened_on, contrast, contrast_days

),

with_z as (

    select
        *,
        -sum_e / nullif(sqrt(s2 * sum_w2), 0) as z,
        -- what the messages can say about a fall's size, beside what was to be expected of it
        {{ detection_constant('fall_size_sd') }} * {{ detection_constant('fall_size_sd') }} * sum_w2
        / nullif(s2, 0) as information

    from sums

)

select
    entity_type,
    entity_id,
    policy,
    opened_on,
    contrast,
    contrast_days,
    z,
    coalesce(.5 * z * z * information / nullif(1 + information, 0) - .5 * ln(1 + information), 0) as evidence

from with_z
