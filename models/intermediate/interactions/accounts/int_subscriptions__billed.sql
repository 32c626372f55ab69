-- What each subscription brings a year, from when until when, in the reporting currency at the rate of the day from which it
-- holds. The first version known reaches back to the start of the subscription. One in a currency without a rate is left
-- out of no sum in silence: the row says so.
with

first_loads as (

    select source, min(loaded_at) as first_loaded_at
    from {{ ref('int_subscriptions__unioned') }}
    group by source

),

versions as (

    select
        subscriptions.*,
        accounts.account_id,
        upper(coalesce(subscriptions.currency, '{{ var("reporting_currency") }}')) as arr_currency,
        cast(coalesce(
            case
                when row_number() over (
                    partition by subscriptions.source, subscriptions.subscription_id order by subscriptions.valid_from
                ) > 1 then subscriptions.valid_from
            end,
            subscriptions.started_on, subscriptions.valid_from, subscriptions.loaded_at
        ) as date) as billed_from,
        cast(lead(subscriptions.valid_from) over (
            partition by subscriptions.source, subscriptions.subscription_id order by subscriptions.valid_from
        ) as date) as next_version_on

    from {{ ref('int_subscriptions__unioned') }} as subscriptions
    inner join first_loads
        on subscriptions.source = first_loads.source
    inner join {{ ref('int_record_accounts') }} as accounts
        on
            subscriptions.source = accounts.source
            and subscriptions.account_key = accounts.account_key
            and accounts.account_id is not null
    cross join {{ ref('int_as_of') }} as as_of
    -- What a first load says of the past was known before it.
    where
        subscriptions.loaded_at is null
        or subscriptions.loaded_at < {{ end_of_first_load('first_loads.first_loaded_at') }}
        or cast(subscriptions.loaded_at as date) <= as_of.as_of

)

select
    versions.source,
    versions.account_id,
    versions.subscription_id,
    versions.billed_from,
    case
        when versions.ended_on < versions.next_version_on then versions.ended_on
        else coalesce(versions.next_version_on, versions.ended_on, cast('9999-12-31' as date))
    end as billed_to,
    case
        when versions.arr_currency = upper('{{ var("reporting_currency") }}') then versions.arr
        else cast(round(cast(versions.arr as double) * rates.rate, 2) as decimal(18, 2))
    end as arr,
    versions.arr is not null and rates.rate is null
    and versions.arr_currency <> upper('{{ var("reporting_currency") }}') as is_without_rate

from versions
left join {{ ref('int_exchange_rates') }} as rates
    on
        versions.arr_currency = rates.currency
        and {{ is_valid_at('versions.billed_from', 'rates') }}
where versions.status in ('active', 'past_due', 'canceled') and not versions.is_never_paid
