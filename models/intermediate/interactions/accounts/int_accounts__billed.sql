-- An account's ARR as billing knows it: what its running subscriptions bring together, from each day on which that changes.
-- None where one of them has no price, or a currency without a rate: part of a sum would pass for all of it.
with

bounds as (

    select source, account_id, billed_from as bound_on from {{ ref('int_subscriptions__billed') }}
    union
    select source, account_id, billed_to as bound_on from {{ ref('int_subscriptions__billed') }}

),

first_stated as (

    select versions.account_id, min(versions.stated_from) as stated_from
    from {{ ref('int_accounts__by_source') }} as versions
    group by versions.account_id

),

summed as (

    select
        bounds.source,
        bounds.account_id,
        bounds.bound_on,
        greatest(cast(bounds.bound_on as {{ dbt.type_timestamp() }}), first_stated.stated_from) as stated_from,
        case
            when max(case when running.subscription_id is not null and running.arr is null then 1 else 0 end) = 1
                then null
            when count(running.subscription_id) = 0 then 0
            else cast(sum(running.arr) as decimal(18, 2))
        end as arr

    from bounds
    inner join first_stated
        on bounds.account_id = first_stated.account_id
    cross join {{ ref('int_as_of') }} as as_of
    left join {{ ref('int_subscriptions__billed') }} as running
        on
            bounds.source = running.source
            and bounds.account_id = running.account_id
            and bounds.bound_on >= running.billed_from
            and bounds.bound_on < running.billed_to
    where bounds.bound_on <= as_of.as_of
    group by bounds.source, bounds.account_id, bounds.bound_on, first_stated.stated_from

),

-- What was billed before anything is known of the account holds from the first that is.
last_before as (

    select *
    from summed
    qualify row_number() over (partition by source, account_id, stated_from order by bound_on desc nulls last) = 1

),

compared as (

    select
        *,
        coalesce(arr, -1) <> coalesce(lag(arr) over (partition by source, account_id order by stated_from), -2) as is_change

    from last_before

)

select
    changes.source,
    ranked_sources.strength,
    changes.account_id,
    changes.arr,
    changes.stated_from,
    lead(changes.stated_from) over (partition by changes.source, changes.account_id order by changes.stated_from) as valid_to

from compared as changes
inner join {{ ref('int_account_sources__ranked') }} as ranked_sources
    on changes.source = ranked_sources.source
where changes.is_change
