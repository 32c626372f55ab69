-- What an account said beyond what its cohort said too: the movement of all others is taken off, its own never is. A
-- cohort of a few accounts moves by chance: then the portfolio's movement counts, or none.
{{ config(materialized='view') }}
{% set lanes = var('baseline_lanes') -%}

with

members as (

    select * from {{ ref('int_cohort_members') }}

),

with_movement as (

    select
        {% for lane in lanes -%}
        coalesce(case
            when members.sum_w_{{ lane }} = 0 or members.entity_type <> 'account' then 0
            when segments.n_accounts_{{ lane }} > {{ detection_constant('cohort_minimum_accounts') }}
                then
                    cast(segments.sum_move_{{ lane }} - members.member_sum_{{ lane }} as double)
                    / nullif(cast(segments.sum_weight_{{ lane }} - members.member_weight_{{ lane }} as double), 0)
            when portfolios.n_accounts_{{ lane }} > {{ detection_constant('cohort_minimum_accounts') }}
                then
                    cast(portfolios.sum_move_{{ lane }} - members.member_sum_{{ lane }} as double)
                    / nullif(cast(portfolios.sum_weight_{{ lane }} - members.member_weight_{{ lane }} as double), 0)
        end, 0) as movement_{{ lane }},
        {% endfor -%}
        members.*

    from members
    left join {{ ref('int_cohort_movements') }} as segments
        on
            members.cohort_type = segments.cohort_type
            and members.cohort_id = segments.cohort_id
            and members.date_day = segments.date_day
    left join {{ ref('int_cohort_movements') }} as portfolios
        on portfolios.cohort_type = 'portfolio' and members.date_day = portfolios.date_day

)

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
    sum_w_{{ lane }},
    movement_{{ lane }},
    sum_e_{{ lane }} - sum_w_{{ lane }} * movement_{{ lane }} as sum_e_{{ lane }},
    {% endfor -%}
    n_judged

from with_movement
