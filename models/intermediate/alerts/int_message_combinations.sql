-- Which segments write about which products and brands, through which sources, and since when. A day knows what had come
-- until then: whose storm another tells of, and since when counts can be compared.
select
    segment,
    product,
    brand,
    source,
    channel,
    account_id is not null as is_of_account,
    min(date_day) as begun_on

from {{ ref('int_interactions__residual') }}
group by segment, product, brand, source, channel, account_id is not null
