-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- People who wrote about a segment, product or brand each day, and those of them who were unhappy. A person counts once
-- a day, so that one angry author is no storm; without an author, a message is a person.
{{ config(materialized='incremental') }}

with

messages as (

    select
        date_day,
        account_id,
        segment,
        product,
        brand,
        author_id,
        polarity <= {{ detection_constant('negative_polarity') }} as is_unhappy

    from {{ ref('int_interactions__residual') }}
    where polarity is not null and {{ only_new_days() }}

)

{% for entity_type in ['segment', 'product', 'brand'] -%}
select
    '{{ entity_type }}' as entity_type,
    {{ entity_type }} as entity_id,
    date_day,
    count(distinct author_id) + count(case when author_id is null then 1 end) as n_people,
    count(distinct case when is_unhappy then author_id end)
    + count(case when is_unhappy and author_id is null then 1 end) as n_unhappy

from messages
where {{ entity_type }} is not null{{ ' and account_id is not null' if entity_type == 'segment' }}
group by {{ entity_type }}, date_day
{{ 'union all' if not loop.last }}
{% endfor %}
