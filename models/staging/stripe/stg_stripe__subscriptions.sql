-- Versions of subscriptions with what they bring a year: items times price, per year of their interval.
{% set currencies_without_cents = [
    'bif', 'clp', 'djf', 'gnf', 'jpy', 'kmf', 'krw', 'mga', 'pyg', 'rwf', 'ugx', 'vnd', 'vuv', 'xaf', 'xof', 'xpf',
] -%}
{% set currencies_in_thousandths = ['bhd', 'jod', 'kwd', 'omr', 'tnd'] -%}

with

source as (

    {{ source_table('stripe', 'subscription_history') }}

),

item_rows as (

    {{ source_table('stripe', 'subscription_item') }}

),

price_rows as (

    {{ source_table('stripe', 'price') }}

),

items as (

    select * from item_rows
    qualify row_number() over (partition by id order by _fivetran_synced desc nulls last, quantity asc) = 1

),

prices as (

    select
        id as price_id,
        lower(currency) as currency,
        coalesce(unit_amount, unit_amount_decimal)
        * case
            when lower(currency) in ('{{ currencies_without_cents | join("', '") }}') then 1
            when lower(currency) in ('{{ currencies_in_thousandths | join("', '") }}') then 0.001
            else 0.01
        end
        * case recurring_interval when 'day' then 365 when 'week' then 52 when 'month' then 12 else 1 end
        / nullif(coalesce(recurring_interval_count, 1), 0) as yearly_amount

    from price_rows
    qualify row_number() over (partition by id order by _fivetran_synced desc nulls last, unit_amount asc) = 1

),

revenue as (

    select
        items.subscription_id,
        -- Part of a sum would pass for all of it: none where an item's price is not known.
        case
            when count(prices.yearly_amount) = count(*)
                then cast(sum(prices.yearly_amount * coalesce(items.quantity, 1)) as decimal(18, 2))
        end as arr,
        max(prices.currency) as currency

    from items
    left join prices
        on prices.price_id = coalesce(items.price_id, items.plan_id)
    group by items.subscription_id

),

renamed as (

    select
        -- ids
        source.id as subscription_id,
        source.customer_id,
        customers.account_key,

        -- text
        source.status,
        upper(revenue.currency) as currency,

        -- numerics
        revenue.arr,

        -- booleans
        coalesce(source.cancel_at_period_end, false) as is_ending,
        coalesce(source._fivetran_active, true) as is_current,

        -- dates and timestamps
        cast(coalesce(source.start_date, source.created) as date) as started_on,
        cast(source.trial_end as date) as trial_ends_on,
        cast(source.current_period_end as date) as renewal_on,
        cast(source.canceled_at as date) as canceled_on,
        cast(source.ended_at as date) as ended_on,
        source._fivetran_start as valid_from,
        source._fivetran_synced as loaded_at

    from source
    left join {{ ref('stg_stripe__customers') }} as customers
        on source.customer_id = customers.customer_id
    left join revenue
        on source.id = revenue.subscription_id
    where coalesce(source.livemode, true)

)

select distinct * from renamed
