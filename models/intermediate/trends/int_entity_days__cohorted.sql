-- Whom an account is compared with on a day: its segment as it was then, or the portfolio. Other entities have no cohort.
{{ config(materialized='view') }}

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
left join {{ ref('int_accounts__versions') }} as versions
    on
        days.entity_type = 'account'
        and days.entity_id = versions.account_id
        and days.date_day >= cast(versions.valid_from as date)
        and (days.date_day < cast(versions.valid_to as date) or versions.valid_to is null)
