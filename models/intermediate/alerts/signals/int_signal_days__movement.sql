-- What accounts are freed of because their whole cohort moved surfaces here, as one alert: how far it lies below where it
-- usually lay, beside the usual size of that. Below the usual, because a cohort some of whose accounts fell for good lies low
-- without moving; as it lay over the months or over the newest week of them, whichever is higher, because it may have
-- recovered. Where fewer wrote than usual, on a Sunday, chance moves the mean further.
{{ config(materialized='view') }}
{% set usual_window = entity_window(var('movement_usual_from'), var('movement_usual_to')) -%}
{% set newest_window = entity_window(var('movement_usual_to') + 6, var('movement_usual_to')) -%}

with

movements as (

    select
        cohort_type as entity_type,
        cohort_id as entity_id,
        date_day,
        n_accounts_fast,
        case
            when n_accounts_fast >= {{ detection_constant('cohort_minimum_accounts') }}
                then cast(
                    cast(sum_move_fast as double) / nullif(cast(sum_weight_fast as double), 0) as decimal(18, 9)
                )
        end as movement,
        case
            when n_accounts_fast >= {{ detection_constant('cohort_minimum_accounts') }}
                then cast(1 / nullif(cast(sum_weight_fast as double), 0) as decimal(18, 9))
        end as chance_variance

    from {{ ref('int_cohort_movements') }}

),

levels as (

    select
        *,
        cast(sum(movement) over {{ usual_window }} as double) / nullif(count(movement) over {{ usual_window }}, 0)
            as usual_level,
        cast(sum(movement) over {{ newest_window }} as double) / nullif(count(movement) over {{ newest_window }}, 0)
            as newest_level

    from movements

),

-- a cohort that lay above its baselines has not moved down by being back at them
with_level as (

    select
        *,
        least(0, greatest(coalesce(usual_level, 0), coalesce(newest_level, usual_level, 0))) as level_before

    from levels

),

with_fall as (

    select
        *,
        cast(cast(movement as double) - level_before as decimal(18, 9)) as fall,
        cast(power(cast(movement as double) - level_before, 2) as decimal(18, 9)) as fall2

    from with_level

),

usual as (

    select
        *,
        count(fall) over {{ usual_window }} as n_usual,
        cast(sum(fall) over {{ usual_window }} as double) as sum_usual,
        cast(sum(fall2) over {{ usual_window }} as double) as sum2_usual,
        cast(sum(chance_variance) over {{ usual_window }} as double) as sum_chance

    from with_fall

),

with_spread as (

    select
        *,
        cast(movement as double) - level_before as deviation,
        sqrt(
            greatest(
                {{ detection_constant('movement_minimum_sd') }} * {{ detection_constant('movement_minimum_sd') }},
                (sum2_usual - sum_usual * sum_usual / nullif(n_usual, 0)) / nullif(n_usual - 1, 0)
            )
            + greatest(0, cast(chance_variance as double) - sum_chance / nullif(n_usual, 0))
        ) as usual_sd

    from usual
    where movement is not null and n_usual >= {{ detection_constant('movement_minimum_days') }}

)

select
    entity_type,
    entity_id,
    date_day,
    case entity_type when 'segment' then entity_id end as segment,
    'movement' as signal,
    'crisis' as direction,
    'fast' as lane,
    case
        when deviation <= -{{ detection_constant('movement_minimum') }} then -deviation / nullif(usual_sd, 0)
        else 0
    end as score,
    level_before as baseline,
    usual_sd as baseline_sd,
    deviation,
    cast(movement as double) as current_value,
    cast(n_accounts_fast as bigint) as n_interactions

from with_spread
