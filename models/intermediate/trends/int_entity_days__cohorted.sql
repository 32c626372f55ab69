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
    segments.segment,
    case
        when segments.segment is not null then 'segment'
        when days.entity_type = 'account' then 'portfolio'
    end as cohort_type,
    case when days.entity_type = 'account' then coalesce(segments.segment, 'all') end as cohort_id

from {{ ref('int_entity_days__dense') }} as days
left join {{ ref('int_account_segments') }} as segments
    on
        days.entity_type = segments.entity_type
        and days.entity_id = segments.entity_id
        and days.date_day >= segments.first_day
        and days.date_day < segments.end_day
