-- Incremental by week, because at scale the days are many and a day changes the newest week only.
-- What every judged account scored in each week: on its Monday, and where it rose highest. Enough to see how the scores of a
-- portfolio lie and how far they go by chance, at a seventh of the rows.
{{ config(materialized='incremental', unique_key='week_end_on') }}

with

judged as (

    select
        entity_id,
        date_day,
        judged_week as week_start_on,
        cast({{ dbt.dateadd('day', 6, 'judged_week') }} as date) as week_end_on,
        z_fast,
        z_slow

    from {{ ref('int_detection_days__unskewed') }}
    where
        entity_type = 'account'
        and history_days >= {{ var('baseline_minimum_days') }}
        and n_judged_recently >= {{ detection_constant('evidence_messages') }}
        and {{ only_new_days(look_back=6) }}

)

select
    entity_id,
    week_start_on,
    week_end_on,
    max(case when date_day = week_start_on then z_fast end) as monday_z_fast,
    max(case when date_day = week_start_on then z_slow end) as monday_z_slow,
    min(z_fast) as lowest_z_fast,
    min(z_slow) as lowest_z_slow

from judged
where {{ only_new_days('week_end_on') }}
group by entity_id, week_start_on, week_end_on
