-- Whom an account is compared with on a day: its segment as it was then, or the portfolio. Other entities have no cohort.
{{ config(materialized='view') }}

with

versions as (

    -- joined by their type too: DuckDB is ten times slower where the condition is a literal on the left side
    select
        'account' as entity_type,
        account_id,
        segment,
        cast(valid_from as date) as first_day,
        coalesce(cast(valid_to as date), cast('9999-12-31' as date)) as end_day
    from {{ ref('int_accounts__versions') }}

)

select
    days.entity_type,
    days.entity_id,
    days.date_day,
    days.history_days,
    days.sum_w_r,
    days.sum_r,
    days.sum_r2,
    versions.segment,
    case
        when versions.segment is not null then 'segment'
        when days.entity_type = 'account' then 'portfolio'
    end as cohort_type,
    case when days.entity_type = 'account' then coalesce(versions.segment, 'all') end as cohort_id

from {{ ref('int_entity_days__dense') }} as days
left join versions
    on
        days.entity_type = versions.entity_type
        and days.entity_id = versions.account_id
        and days.date_day >= versions.first_day
        and days.date_day < versions.end_day
