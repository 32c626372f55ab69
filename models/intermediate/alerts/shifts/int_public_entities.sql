-- Products and brands that only the public speaks about are judged on their own series, until a customer does: from
-- then on their mood shows in accounts and in their segments.
with

mentions as (

    select
        'product' as entity_type,
        product as entity_id,
        date_day,
        account_id
    from {{ ref('int_interactions__residual') }}
    where product is not null

    union all

    select
        'brand' as entity_type,
        brand as entity_id,
        date_day,
        account_id
    from {{ ref('int_interactions__residual') }}
    where brand is not null

)

select
    entity_type,
    entity_id,
    min(case when account_id is not null then date_day end) as first_customer_message_on

from mentions
where entity_type in ('{{ var("alert_entity_types") | join("', '") }}')
group by entity_type, entity_id
