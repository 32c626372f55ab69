with

with_error as (

    select
        *,
        -- the other six days have moved the other way: a day's own distance from the week is 6/7 of the contrast
        case season_type when 'weekday' then cast(6 as double) / 7 else 1 end as own_part,
        {{ detection_constant('interval_z') }} * sqrt(
            {{ detection_constant('thread_inflation') }} * {{ detection_constant('score_weight_variance') }}
            / nullif(contrast_w, 0)
        ) as half_width

    from {{ ref('int_entity_seasonality') }}
    where contrast_w >= {{ detection_constant('season_minimum_messages') }}

)

select
    entity_type,
    entity_id,
    season_type,
    case season_type when 'weekday' then season end as iso_weekday,
    cast(n_days as bigint) as n_days,
    cast(n_interactions as bigint) as n_interactions,
    cast(n_interactions as double) / nullif(n_days, 0) as messages_a_day,
    {{ rounded('contrast * own_part') }} as effect,
    {{ rounded('(contrast - half_width) * own_part') }} as effect_low,
    {{ rounded('(contrast + half_width) * own_part') }} as effect_high

from with_error
