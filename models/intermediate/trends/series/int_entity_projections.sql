-- What the mean of the week that ends on a later day may read. Straight lines are poor prophets: the slope is shrunk by how
-- well it is known and dies away, and the level returns half the way to the half year before. The band holds the scatter of
-- that week's messages, the uncertainty of level and slope, and how far moods drift.
{% set damping = detection_constant('projection_damping') -%}

with

inputs as (

    select
        levels.*,
        horizons.purpose,
        horizons.projected_on,
        cast(horizons.horizon_weeks as double) as horizon_weeks,
        levels.message_variance / nullif(levels.uu, 0) as slope_variance,
        {{ detection_constant('projection_slope_share') }} * levels.population_variance as slope_prior,
        levels.w_older / nullif(levels.w_older + {{ detection_constant('projection_reversion_messages') }}, 0) as older_trust,
        {{ damping }} * (1 - power({{ damping }}, cast(horizons.horizon_weeks as double)))
        / nullif(1 - {{ damping }}, 0) - levels.middle as weeks_of_slope

    from {{ ref('int_entity_weeks__levels') }} as levels
    inner join {{ ref('int_projection_horizons') }} as horizons
        on
            levels.entity_type = horizons.entity_type
            and levels.entity_id = horizons.entity_id
            and levels.weeks_ago = horizons.weeks_ago

),

centred as (

    select
        *,
        mean_sentiment
        + slope_prior / nullif(slope_prior + slope_variance, 0) * slope * weeks_of_slope
        + {{ detection_constant('projection_reversion') }} * older_trust * coalesce(mean_older - mean_sentiment, 0)
            as middle_of_band,
        message_variance * (inverse_week_w + 1 / nullif(sum_w, 0))
        + slope_prior * slope_variance / nullif(slope_prior + slope_variance, 0) * weeks_of_slope * weeks_of_slope
        + population_variance * (
            {{ detection_constant('projection_drift_share') }} * horizon_weeks
            + {{ detection_constant('projection_level_share') }}
        ) as variance

    from inputs

),

banded as (

    select
        *,
        {{ detection_constant('projection_z_80') }} * sqrt(greatest(0, variance)) as half_80,
        {{ detection_constant('projection_z_95') }} * sqrt(greatest(0, variance)) as half_95

    from centred

)

select
    entity_type,
    entity_id,
    weeks_ago,
    purpose,
    projected_on,
    horizon_weeks,
    {{ rounded('greatest(-1, least(1, middle_of_band))') }} as projected,
    {{ rounded('greatest(-1, least(1, middle_of_band - half_80))') }} as projected_low_80,
    {{ rounded('greatest(-1, least(1, middle_of_band + half_80))') }} as projected_high_80,
    {{ rounded('greatest(-1, least(1, middle_of_band - half_95))') }} as projected_low_95,
    {{ rounded('greatest(-1, least(1, middle_of_band + half_95))') }} as projected_high_95

from banded
