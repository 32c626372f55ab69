-- Products and brands that only the public speaks about are judged on their own series, until a customer does: from
-- then on their mood shows in accounts and in their segments.
with

mentions as (

    {% for entity_type in ['product', 'brand'] -%}
    select
        '{{ entity_type }}' as entity_type,
        {{ entity_type }} as entity_id,
        is_of_account,
        begun_on
    from {{ ref('int_message_combinations') }}
    where {{ entity_type }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    entity_type,
    entity_id,
    min(case when is_of_account then begun_on end) as first_customer_message_on

from mentions
where entity_type in ('{{ var("alert_entity_types") | join("', '") }}')
group by entity_type, entity_id
