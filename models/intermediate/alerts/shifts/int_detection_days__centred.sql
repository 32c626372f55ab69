-- What an account said beyond what its cohort said too: the movement of all others is taken off, its own never is. A
-- cohort of a few accounts moves by chance: then only what the whole portfolio did as well counts, and where nobody else of
-- the cohort wrote, what the portfolio did.
{{ config(materialized='view') }}
{% set lanes = var('baseline_lanes') -%}

with

members as (

    select * from {{ ref('int_cohort_members') }}

),

others as (

    select
        {% for lane in lanes -%}
        segments.n_accounts_{{ lane }} - case when members.member_weight_{{ lane }} > 0 then 1 else 0 end as n_others_{{ lane }},
        cast(segments.sum_move_{{ lane }} - members.member_sum_{{ lane }} as double)
        / nullif(cast(segments.sum_weight_{{ lane }} - members.member_weight_{{ lane }} as double), 0) as segment_{{ lane }},
        case
            when portfolios.n_accounts_{{ lane }} > {{ detection_constant('cohort_minimum_accounts') }}
                then
                    cast(portfolios.sum_move_{{ lane }} - members.member_sum_{{ lane }} as double)
                    / nullif(cast(portfolios.sum_weight_{{ lane }} - members.member_weight_{{ lane }} as double), 0)
        end as portfolio_{{ lane }},
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

),

with_movement as (

    select
        {% for lane in lanes -%}
        coalesce(case
            when sum_w_{{ lane }} = 0 or entity_type <> 'account' then 0
            when n_others_{{ lane }} >= {{ detection_constant('cohort_minimum_accounts') }} then segment_{{ lane }}
            -- what another segment did, and the few of this one did not, is no movement of theirs
            when segment_{{ lane }} * portfolio_{{ lane }} <= 0 then 0
            when abs(segment_{{ lane }}) < abs(portfolio_{{ lane }}) then segment_{{ lane }}
            else portfolio_{{ lane }}
        end, 0) as movement_{{ lane }},
        {% endfor -%}
        *

    from others

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
    sum_w_{{ lane }} * movement_{{ lane }} as sum_moved_{{ lane }},
    sum_e_{{ lane }} - sum_w_{{ lane }} * movement_{{ lane }} as sum_e_{{ lane }},
    {% endfor -%}
    n_judged

from with_movement
