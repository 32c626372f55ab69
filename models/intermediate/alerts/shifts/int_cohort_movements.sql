-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- How a segment, and the portfolio, moved as one over the last days: the mean over its accounts.
{{ config(materialized='incremental') }}
{% set lanes = var('baseline_lanes') -%}

with

members as (

    select * from {{ ref('int_cohort_members') }}
    where {{ only_new_days() }}

),

by_cohort as (

    select
        cohort_type,
        cohort_id,
        {% for lane in lanes -%}
        sum(case when member_weight_{{ lane }} > 0 then 1 else 0 end) as n_accounts_{{ lane }},
        sum(member_weight_{{ lane }}) as sum_weight_{{ lane }},
        sum(member_sum_{{ lane }}) as sum_move_{{ lane }},
        {% endfor -%}
        date_day

    from members
    group by cohort_type, cohort_id, date_day

),

portfolio as (

    select
        {% for lane in lanes -%}
        sum(case when member_weight_{{ lane }} > 0 then 1 else 0 end) as n_accounts_{{ lane }},
        sum(member_weight_{{ lane }}) as sum_weight_{{ lane }},
        sum(member_sum_{{ lane }}) as sum_move_{{ lane }},
        {% endfor -%}
        date_day

    from members
    group by date_day

)

select
    cohort_type,
    cohort_id,
    {% for lane in lanes -%}
    n_accounts_{{ lane }},
    sum_weight_{{ lane }},
    sum_move_{{ lane }},
    {% endfor -%}
    date_day
from by_cohort
where cohort_type = 'segment'

union all

select
    'portfolio' as cohort_type,
    'all' as cohort_id,
    {% for lane in lanes -%}
    n_accounts_{{ lane }},
    sum_weight_{{ lane }},
    sum_move_{{ lane }},
    {% endfor -%}
    date_day
from portfolio
