-- Accounts: how many there are, and how many have a history long enough to be judged by.
with

newest_days as (

    select
        days.entity_id,
        days.history_days,
        days.baseline_days,
        days.n_scored_30d

    from {{ ref('int_entity_days__windowed') }} as days
    cross join {{ ref('int_as_of') }} as as_of
    where days.entity_type = 'account' and days.date_day = as_of.as_of

),

active as (

    select
        accounts.account_id,
        case
            when
                newest_days.history_days >= {{ var('baseline_minimum_days') }}
                and newest_days.baseline_days > 1
                and newest_days.n_scored_30d > 0
                then 1
            else 0
        end as judgeable

    from {{ ref('int_accounts__versions') }} as accounts
    cross join {{ ref('int_as_of') }} as as_of
    left join newest_days
        on accounts.account_id = newest_days.entity_id
    where
        accounts.is_current
        and (accounts.churned_on is null or accounts.churned_on > as_of.as_of)
        and (accounts.merged_on is null or accounts.merged_on > as_of.as_of)

)

select
    'accounts_active' as metric,
    'all' as scope,
    cast(count(*) as double) as value
from active

union all

select
    'accounts_judgeable_share' as metric,
    'all' as scope,
    cast(sum(judgeable) as double) / nullif(count(*), 0) as value
from active

union all

select
    'baseline_minimum_days' as metric,
    'all' as scope,
    cast({{ var('baseline_minimum_days') }} as double) as value
