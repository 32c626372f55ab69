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

    select
        entity_id as brand,
        related_id as product,
        first_on
    from {{ ref('int_related_entities') }}
    where entity_type = 'brand'

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
    on brands.entity_id = products.brand and brands.date_day >= products.first_on
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
