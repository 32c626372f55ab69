-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- The last weeks beside the months before them. Whether somebody spoke is told by days; how much, by what began anew in a week.
{{ config(materialized='incremental') }}
{% set recent_window = entity_window(var('silence_days') - 1) -%}
{% set usual_window = entity_window(var('silence_days') + var('silence_usual_days') - 1, var('silence_days')) -%}

with

windows as (

    select
        entity_type,
        entity_id,
        date_day,
        history_days,
        cohort_type,
        cohort_id,
        cast(sum(n_threads) over {{ recent_window }} as bigint) as n_recent,
        cast(sum(n_new_threads) over {{ recent_window }} as bigint) as n_recent_new,
        cast(coalesce(sum(n_new_threads) over {{ usual_window }}, 0) as bigint) as n_usual

    from {{ ref('int_thread_days') }}
    where {{ only_new_days(look_back=var('silence_days') + var('silence_usual_days')) }}

)

select * from windows
where {{ only_new_days() }}
