-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- A row for every day from an entity's first message to the as-of day (or the account's churn or merge), so that a window of
-- rows is a window of days. A day without data is missing, not zero: n is 0 and every mean is NULL.
{{ config(materialized='incremental') }}

with

spans as (

    select
        observed.entity_type,
        observed.entity_id,
        min(observed.date_day) as first_day

    from {{ ref('int_entity_days__observed') }} as observed
    group by observed.entity_type, observed.entity_id

),

bounded as (

    select
        spans.entity_type,
        spans.entity_id,
        spans.first_day,
        case
            when coalesce(accounts.merged_on, accounts.churned_on) < as_of.as_of
                then coalesce(accounts.merged_on, accounts.churned_on)
            else as_of.as_of
        end as last_day

    from spans
    cross join {{ ref('int_as_of') }} as as_of
    left join {{ ref('int_accounts__versions') }} as accounts
        on
            spans.entity_type = 'account'
            and spans.entity_id = accounts.account_id
            and accounts.is_current

),

calendar as (

    select
        bounded.entity_type,
        bounded.entity_id,
        bounded.first_day,
        days.date_day

    from bounded
    inner join {{ ref('int_calendar') }} as days
        on days.date_day between bounded.first_day and bounded.last_day
    where {{ only_new_days('days.date_day') }}

)

select
    calendar.entity_type,
    calendar.entity_id,
    calendar.date_day,
    {{ dbt.datediff('calendar.first_day', 'calendar.date_day', 'day') }} + 1 as history_days,
    coalesce(observed.n_interactions, 0) as n_interactions,
    coalesce(observed.n_scored, 0) as n_scored,
    coalesce(observed.sum_w, 0) as sum_w,
    coalesce(observed.sum_w2, 0) as sum_w2,
    coalesce(observed.sum_wx, 0) as sum_wx,
    coalesce(observed.sum_wx2, 0) as sum_wx2,
    coalesce(observed.sum_w_r, 0) as sum_w_r,
    coalesce(observed.sum_r, 0) as sum_r,
    coalesce(observed.sum_r2, 0) as sum_r2

from calendar
left join {{ ref('int_entity_days__observed') }} as observed
    on
        calendar.entity_type = observed.entity_type
        and calendar.entity_id = observed.entity_id
        and calendar.date_day = observed.date_day
