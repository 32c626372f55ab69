-- What accounts are freed of because their whole cohort moved surfaces here, as one alert: the movement itself, beside
-- its own usual size.
{{ config(materialized='view') }}
{% set usual_window = entity_window(var('movement_usual_from'), var('movement_usual_to')) -%}

with

movements as (

    select
        cohort_type as entity_type,
        cohort_id as entity_id,
        date_day,
        n_accounts_fast,
        case
            when n_accounts_fast >= {{ detection_constant('cohort_minimum_accounts') }}
                then cast(sum_move_fast as double) / nullif(cast(sum_weight_fast as double), 0)
        end as movement

    from {{ ref('int_cohort_movements') }}

),

with_decimals as (

    select
        *,
        cast(movement as decimal(18, 9)) as movement_decimal,
        cast(movement * movement as decimal(18, 9)) as movement2_decimal

    from movements

),

usual as (

    select
        *,
        count(movement) over {{ usual_window }} as n_usual,
        cast(sum(movement_decimal) over {{ usual_window }} as double) as sum_usual,
        cast(sum(movement2_decimal) over {{ usual_window }} as double) as sum2_usual

    from with_decimals

),

with_spread as (

    select
        *,
        sqrt(greatest(
            {{ detection_constant('movement_minimum_sd') }} * {{ detection_constant('movement_minimum_sd') }},
            (sum2_usual - sum_usual * sum_usual / nullif(n_usual, 0)) / nullif(n_usual - 1, 0)
        )) as usual_sd

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
        when movement <= -{{ detection_constant('movement_minimum') }} then -movement / nullif(usual_sd, 0)
        else 0
    end as score,
    cast(0 as double) as baseline,
    usual_sd as baseline_sd,
    movement as deviation,
    movement as current_value,
    cast(n_accounts_fast as bigint) as n_interactions

from with_spread
