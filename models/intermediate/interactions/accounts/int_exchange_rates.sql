-- What one unit of a currency is worth in the reporting currency, by period. The first rate holds for all time before it
-- and the last one until the next is entered.
with

rates as (

    select
        upper(rates.currency) as currency,
        rates.month_start_on,
        cast(rates.usd_per_unit as double) / nullif(cast(reporting.usd_per_unit as double), 0) as rate

    from {{ ref('exchange_rates') }} as rates
    inner join {{ ref('exchange_rates') }} as reporting
        on
            rates.month_start_on = reporting.month_start_on
            and upper(reporting.currency) = upper('{{ var("reporting_currency") }}')

),

numbered as (

    select
        *,
        row_number() over (partition by currency order by month_start_on) as rate_number,
        lead(month_start_on) over (partition by currency order by month_start_on) as valid_to

    from rates

)

select
    currency,
    case when rate_number = 1 then cast('1900-01-01' as date) else month_start_on end as valid_from,
    valid_to,
    rate

from numbered
