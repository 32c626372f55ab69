-- What accounts are asked to pay, and whether they do: a subscription that falls behind, and a change of price.
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
    account_id,
    rule,
    account_id as changed_id,
    changed_at,
    change_share,
    known_at

from {{ ref('int_price_changes') }}
