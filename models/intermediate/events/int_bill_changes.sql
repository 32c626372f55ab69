-- What accounts are asked to pay: a subscription that falls behind, and a yearly sum that changed at a renewal while
-- nothing is known of an expansion, which is a change of price.
with

statuses as (

    select
        subscriptions.source,
        subscriptions.subscription_id,
        owners.account_id,
        subscriptions.status,
        lag(subscriptions.status) over (
            partition by subscriptions.source, subscriptions.subscription_id
            order by subscriptions.valid_from, subscriptions.status
        ) as previous_status,
        subscriptions.valid_from,
        coalesce(greatest(subscriptions.valid_from, subscriptions.loaded_at), subscriptions.valid_from) as known_at

    from {{ ref('int_subscriptions__unioned') }} as subscriptions
    inner join {{ ref('int_record_accounts') }} as owners
        on
            subscriptions.source = owners.source
            and subscriptions.account_key = owners.account_key
            and owners.account_id is not null

),

versions as (

    select
        account_id,
        arr,
        lag(arr) over (partition by account_id order by stated_from) as previous_arr,
        stated_from,
        cast(stated_from as date) as stated_on

    from {{ ref('int_accounts__versions') }}

),

outcomes as (

    select account_id, outcome, outcome_on
    from {{ ref('int_account_outcomes') }}
    where is_decisive

)

select
    account_id,
    'subscription_overdue' as rule,
    source || ':' || subscription_id as changed_id,
    valid_from as changed_at,
    cast(null as double) as change_share,
    known_at

from statuses
where status in ('past_due', 'unpaid') and coalesce(previous_status, 'active') not in ('past_due', 'unpaid')

union all

select
    versions.account_id,
    'repriced_at_renewal' as rule,
    versions.account_id as changed_id,
    versions.stated_from as changed_at,
    (cast(versions.arr as double) - cast(versions.previous_arr as double))
    / nullif(cast(versions.previous_arr as double), 0) as change_share,
    versions.stated_from as known_at

from versions
inner join outcomes as renewals
    on
        versions.account_id = renewals.account_id
        and renewals.outcome = 'renewed'
        and abs({{ dbt.datediff('versions.stated_on', 'renewals.outcome_on', 'day') }}) <= {{ var('same_event_days') }}
left join outcomes as expansions
    on
        versions.account_id = expansions.account_id
        and expansions.outcome = 'expanded'
        and abs({{ dbt.datediff('expansions.outcome_on', 'renewals.outcome_on', 'day') }})
        <= {{ var('outcome_window_days') }}
where
    expansions.account_id is null
    and versions.previous_arr > 0
    and abs(versions.arr - versions.previous_arr) >= {{ var('price_change_share') }} * versions.previous_arr
