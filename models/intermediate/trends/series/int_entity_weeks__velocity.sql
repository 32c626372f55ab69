-- Velocity: polarity a week, by weighted least squares, with its 95 % interval. Acceleration: the parabola's slope in the
-- middle of the older and of the newer half of the weeks, and the p-value of its bend.
{% set older_middle = -(3 * var('velocity_weeks') - 2) / 4 -%}
{% set newer_middle = -(var('velocity_weeks') - 2) / 4 -%}

with

judged as (

    select
        fitted.*,
        quantiles.t_95,
        fitted.n_weeks >= {{ detection_constant('velocity_minimum_weeks') }} as has_velocity,
        fitted.n_weeks >= {{ detection_constant('acceleration_minimum_weeks') }} as has_acceleration,
        fitted.n_weeks - 3 as bend_df,
        case when fitted.n_weeks > 3 then fitted.bend / nullif(fitted.bend_se, 0) end as bend_t

    from {{ ref('int_entity_weeks__fitted') }} as fitted
    left join {{ ref('student_t_quantiles') }} as quantiles
        on fitted.n_weeks - 2 = quantiles.degrees_of_freedom

),

with_bend as (

    select
        *,
        slope + bend * (2 * ({{ older_middle }} - middle) - skew) as older_slope,
        slope + bend * (2 * ({{ newer_middle }} - middle) - skew) as newer_slope,
        {{ student_t_p_value('bend_t', 'bend_df', most=var('velocity_weeks') - 3) }} as bend_p

    from judged

)

select
    entity_type,
    entity_id,
    weeks_ago,
    n_weeks as velocity_weeks,
    case when has_velocity then {{ rounded('slope') }} end as velocity_ols,
    case when has_velocity then {{ rounded('slope - t_95 * slope_se') }} end as velocity_ols_low,
    case when has_velocity then {{ rounded('slope + t_95 * slope_se') }} end as velocity_ols_high,
    case when has_acceleration then {{ rounded('older_slope') }} end as velocity_older_half,
    case when has_acceleration then {{ rounded('newer_slope') }} end as velocity_newer_half,
    case when has_acceleration then {{ rounded('2 * bend') }} end as acceleration,
    case when has_acceleration then {{ rounded('bend_p') }} end as acceleration_p

from with_bend
