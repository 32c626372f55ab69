-- What each account said through each source and channel, month by month. The public, who have no account, are taken
-- product by product: reviews of one shop are compared with those of another about the same thing.
with

messages as (

    select
        coalesce('account:' || account_id, 'product:' || product, 'brand:' || brand) as unit_id,
        source,
        channel,
        known_on,
        cast({{ dbt.date_trunc('month', 'known_on') }} as date) as month_start_on,
        polarity,
        {{ message_weight() }} as weight

    from {{ ref('int_interactions__scored') }}
    where is_customer_sentiment and polarity is not null

)

select
    unit_id,
    source,
    channel,
    month_start_on,
    min(known_on) as first_known_on,
    sum(weight) as sum_w,
    sum(cast(weight * polarity as decimal(18, 12))) as sum_wx

from messages
where unit_id is not null
group by unit_id, source, channel, month_start_on
