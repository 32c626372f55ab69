-- Whole weeks, Monday to Sunday, from an account's first use to the as-of day or its end. A week without a row is one
-- without use, since usage tables hold no zeros; a week without anybody's use is a gap in the data and left out.
with

usage_days as (

    select
        *,
        cast({{ dbt.date_trunc('week', 'date_day') }} as date) as week_start_on

    from {{ ref('int_usage_days__deduplicated') }}

),

spans as (

    select
        usage_days.account_id,
        min(usage_days.week_start_on) as first_week_on,
        max(coalesce(accounts.churned_on, as_of.as_of)) as last_day

    from usage_days
    cross join {{ ref('int_as_of') }} as as_of
    left join {{ ref('int_accounts__versions') }} as accounts
        on usage_days.account_id = accounts.account_id and accounts.is_current
    group by usage_days.account_id

),

mondays as (

    select distinct week_start_on from usage_days

)

select
    spans.account_id,
    mondays.week_start_on,
    coalesce(sum(usage_days.active_users), 0) as active_user_days,
    coalesce(sum(usage_days.logins), 0) as logins,
    coalesce(sum(usage_days.feature_events), 0) as feature_events,
    max(usage_days.seats) as seats,
    max(usage_days.known_at) as known_at

from spans
cross join {{ ref('int_as_of') }} as as_of
inner join mondays
    on
        mondays.week_start_on >= spans.first_week_on
        and {{ dbt.dateadd('day', 6, 'mondays.week_start_on') }} <= as_of.as_of
        and {{ dbt.dateadd('day', 6, 'mondays.week_start_on') }} <= spans.last_day
left join usage_days
    on
        spans.account_id = usage_days.account_id
        and mondays.week_start_on = usage_days.week_start_on
group by spans.account_id, mondays.week_start_on
