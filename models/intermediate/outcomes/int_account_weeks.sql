-- The grid of all that is learned about outcomes: each account on the last day of each calendar week in which it was a
-- customer, and on the as-of day. An account that left is not in it until it returns.
with

weeks as (

    select
        cast({{ dbt.date_trunc('week', 'days.date_day') }} as date) as week_start_on,
        max(days.date_day) as snapshot_on,
        -- a week that is not over is judged on the as-of day, and nothing is learned from it
        count(*) as n_days

    from {{ ref('int_calendar') }} as days
    group by cast({{ dbt.date_trunc('week', 'days.date_day') }} as date)

),

messages as (

    select account_id, min(known_on) as first_known_on
    from {{ ref('int_interactions__scored') }}
    where account_id is not null
    group by account_id

),

used as (

    select account_id, min(cast(known_at as date)) as first_known_on
    from {{ ref('int_usage_days__deduplicated') }}
    group by account_id

),

customers as (

    select
        accounts.account_id,
        accounts.merged_on,
        coalesce(
            accounts.started_on,
            least(messages.first_known_on, used.first_known_on), messages.first_known_on, used.first_known_on
        ) as customer_from

    from {{ ref('int_accounts__versions') }} as accounts
    left join messages
        on accounts.account_id = messages.account_id
    left join used
        on accounts.account_id = used.account_id
    where accounts.is_current

),

outcomes as (

    select
        account_id,
        outcome_on,
        outcome = 'churned' as is_end,
        lead(outcome_on) over (
            partition by account_id order by outcome_on, case outcome when 'churned' then 1 else 0 end, outcome
        ) as next_outcome_on

    from {{ ref('int_account_outcomes') }}
    where is_decisive

)

select
    customers.account_id,
    weeks.week_start_on,
    weeks.snapshot_on,
    weeks.n_days = 7 as is_whole_week,
    as_of.as_of = weeks.snapshot_on as is_as_of_day,
    customers.customer_from

from customers
cross join {{ ref('int_as_of') }} as as_of
inner join weeks
    on
        weeks.snapshot_on >= customers.customer_from
        and (customers.merged_on is null or weeks.snapshot_on < customers.merged_on)
left join outcomes as ends
    on
        ends.is_end
        and customers.account_id = ends.account_id
        and weeks.snapshot_on >= ends.outcome_on
        and (ends.next_outcome_on is null or weeks.snapshot_on < ends.next_outcome_on)
where ends.account_id is null
