-- What subscriptions say of an account's end: it ends when its last running subscription does, and comes back when another
-- begins on that day or later. A customer's second entry in the billing system is the same account.
with

subscriptions as (

    select
        unioned.*,
        owners.account_id

    from {{ ref('int_subscriptions__unioned') }} as unioned
    inner join {{ ref('int_record_accounts') }} as owners
        on
            unioned.source = owners.source
            and unioned.account_key = owners.account_key
            and owners.account_id is not null
    where unioned.is_current and not unioned.is_never_paid

),

ended as (

    select last_ones.*
    from subscriptions as last_ones
    left join subscriptions as running
        on
            last_ones.source = running.source
            and last_ones.account_id = running.account_id
            and last_ones.subscription_id <> running.subscription_id
            and running.started_on <= last_ones.ended_on
            and (running.ended_on is null or running.ended_on > last_ones.ended_on)
    where last_ones.ended_on is not null and running.subscription_id is null

),

first_ends as (

    select source, account_id, min(ended_on) as first_ended_on
    from ended
    group by source, account_id

),

begun as (

    select later.*
    from subscriptions as later
    inner join first_ends
        on
            later.source = first_ends.source
            and later.account_id = first_ends.account_id
            and later.started_on >= first_ends.first_ended_on
    -- Who has a subscription that runs on does not come back with another one.
    left join subscriptions as running
        on
            later.source = running.source
            and later.account_id = running.account_id
            and later.subscription_id <> running.subscription_id
            and running.started_on < later.started_on
            and (running.ended_on is null or running.ended_on > later.started_on)
    where running.subscription_id is null

)

select
    source,
    'subscription' as object,
    subscription_id as record_id,
    account_key,
    status,
    ended_on as decided_on,
    loaded_at

from ended

union all

select
    source,
    'subscription_return' as object,
    subscription_id as record_id,
    account_key,
    status,
    started_on as decided_on,
    loaded_at

from begun
