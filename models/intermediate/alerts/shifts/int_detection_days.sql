-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- Every day on which an account, or a product or brand of the public, can be judged, with what the days before it said.
{{ config(materialized='incremental') }}
{% set lanes = var('baseline_lanes') -%}
{% set move_window = entity_window(var('cohort_movement_days') - 1) -%}

with

days as (

    select
        baselines.*,
        {% for lane in lanes -%}
        coalesce(frozen.sum_w_{{ lane }}, 0) as sum_w_{{ lane }},
        coalesce(frozen.sum_e_{{ lane }}, 0) as sum_e_{{ lane }},
        {% endfor -%}
        coalesce(frozen.n_judged, 0) as n_judged

    from {{ ref('int_entity_days__baselined') }} as baselines
    left join {{ ref('int_entity_days__frozen') }} as frozen
        on
            baselines.entity_type = frozen.entity_type
            and baselines.entity_id = frozen.entity_id
            and baselines.date_day = frozen.date_day
    left join {{ ref('int_public_entities') }} as public_entities
        on
            baselines.entity_type = public_entities.entity_type
            and baselines.entity_id = public_entities.entity_id
    where
        {{ only_new_days('baselines.date_day', look_back=var('cohort_movement_days')) }}
        and (
            baselines.entity_type = 'account'
            or (
                public_entities.entity_id is not null
                and coalesce(baselines.date_day < public_entities.first_customer_message_on, true)
            )
        )

),

-- sums of DECIMALs: the same in whatever frame they are computed
moves as (

    select
        entity_type,
        entity_id,
        date_day,
        history_days,
        cohort_type,
        cohort_id,
        {% for lane in lanes -%}
        mu_{{ lane }},
        s2_{{ lane }},
        var_mu_{{ lane }},
        cast(sum_w_{{ lane }} as double) as sum_w_{{ lane }},
        cast(sum_e_{{ lane }} as double) as sum_e_{{ lane }},
        cast(sum(sum_w_{{ lane }}) over {{ move_window }} as double) as move_w_{{ lane }},
        cast(sum(sum_e_{{ lane }}) over {{ move_window }} as double) as move_e_{{ lane }},
        {% endfor -%}
        n_judged

    from days

)

select * from moves
where {{ only_new_days() }}
