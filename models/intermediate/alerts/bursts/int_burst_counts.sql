-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- People who wrote about a segment, product or brand each day, and those of them who were unhappy. A person counts once
-- a day, so that one angry author is no storm; without an author, a message is a person.
{{ config(materialized='incremental') }}

with

messages as (

    select
        messages.date_day,
        messages.account_id,
        messages.segment,
        messages.product,
        messages.brand,
        {{ person_key('messages') }} as person,
        messages.polarity <= {{ detection_constant('negative_polarity') }} as is_unhappy

    from {{ ref('int_interactions__residual') }} as messages
    where messages.polarity is not null and {{ only_new_days('messages.date_day') }}

)

{% for entity_type in ['segment', 'product', 'brand'] -%}
select
    '{{ entity_type }}' as entity_type,
    {{ entity_type }} as entity_id,
    date_day,
    count(distinct person) + count(case when person is null then 1 end) as n_people,
    count(distinct case when is_unhappy then person end)
    + count(case when is_unhappy and person is null then 1 end) as n_unhappy

from messages
where {{ entity_type }} is not null{{ ' and account_id is not null' if entity_type == 'segment' }}
group by {{ entity_type }}, date_day
{{ 'union all' if not loop.last }}
{% endfor %}
