-- What subscriptions say of an account's end: it ends when its last subscription does, and comes back when another begins
-- after that.
with

subscriptions as (

    select *
    from {{ ref('int_subscriptions__unioned') }}
    where is_current

),

first_ends as (

    select source, account_key, min(ended_on) as first_ended_on
    from subscriptions
    group by source, account_key

)

select
    ended.source,
    'subscription' as object,
    ended.subscription_id as record_id,
    ended.account_key,
    ended.status,
    ended.ended_on as decided_on,
    ended.loaded_at

from subscriptions as ended
left join subscriptions as running
    on
        ended.source = running.source
        and ended.account_key = running.account_key
        and ended.subscription_id <> running.subscription_id
        and running.started_on <= ended.ended_on
        and (running.ended_on is null or running.ended_on > ended.ended_on)
where ended.ended_on is not null and running.subscription_id is null

union all

select
    begun.source,
    'subscription_return' as object,
    begun.subscription_id as record_id,
    begun.account_key,
    begun.status,
    begun.started_on as decided_on,
    begun.loaded_at

from subscriptions as begun
inner join first_ends
    on
        begun.source = first_ends.source
        and begun.account_key = first_ends.account_key
        and begun.started_on >= first_ends.first_ended_on
