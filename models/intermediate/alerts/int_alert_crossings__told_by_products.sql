-- Storms that a brand leaves to one of its products, which is more specific: while the product crosses, or has in the days
-- that merge into one alert.
with

crossings as (

    select
        entity_type,
        entity_id,
        date_day,
        policy,
        direction,
        signal,
        merge_days
    from {{ ref('int_alert_crossings__signals') }}
    where signal = 'burst'

),

products as (

    select distinct
        product,
        brand
    from {{ ref('int_interactions__residual') }}
    where product is not null and brand is not null

)

select distinct
    brands.entity_type,
    brands.entity_id,
    brands.date_day,
    brands.policy,
    brands.direction,
    brands.signal

from crossings as brands
inner join products
    on brands.entity_id = products.brand
inner join crossings as own
    on
        own.entity_type = 'product'
        and products.product = own.entity_id
        and brands.policy = own.policy
        and brands.direction = own.direction
        and brands.signal = own.signal
        and brands.date_day >= own.date_day
        and own.date_day > {{ dbt.dateadd('day', '-brands.merge_days', 'brands.date_day') }}
where brands.entity_type = 'brand'
