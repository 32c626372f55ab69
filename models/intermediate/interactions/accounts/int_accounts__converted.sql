-- Accepted account rows with their ARR in the reporting currency, at the rate of the time from which the row holds: a
-- rate that moves later changes no row. An ARR whose currency has no rate is left out, and the row says so.
with

accepted as (

    select
        *,
        upper(coalesce(currency, '{{ var("reporting_currency") }}')) as arr_currency,
        cast(coalesce(valid_from, loaded_at, cast(started_on as {{ dbt.type_timestamp() }})) as date) as rate_on,
        -- What a first load says of the past was known before it. A loader that overwrites the table loads all of it for the
        -- first time at every sync: by its time, no account would be left whenever the newest message is a day older.
        case
            when loaded_at >= {{ end_of_first_load('min(loaded_at) over (partition by source)') }}
                then cast(loaded_at as date)
            else least(
                coalesce(cast(loaded_at as date), cast('9999-12-31' as date)),
                coalesce(cast(valid_from as date), started_on, cast('1900-01-01' as date))
            )
        end as known_on

    from {{ ref('int_accounts__checked') }}
    where quarantine_reason is null

)

select
    accepted.*,
    case
        when accepted.arr_currency = upper('{{ var("reporting_currency") }}') then accepted.arr
        else cast(round(cast(accepted.arr as double) * rates.rate, 2) as decimal(18, 2))
    end as reporting_arr,
    case
        when
            accepted.arr is not null and rates.rate is null
            and accepted.arr_currency <> upper('{{ var("reporting_currency") }}')
            then 'arr left out: no exchange rate for its currency (seed exchange_rates)'
    end as arr_problem

from accepted
left join {{ ref('int_exchange_rates') }} as rates
    on
        accepted.arr_currency = rates.currency
        and {{ is_valid_at("coalesce(accepted.rate_on, cast('1900-01-01' as date))", 'rates') }}
