-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- People who wrote about a segment, product or brand each day, and those of them who were unhappy. A person counts once
-- a day, so that one angry author is no storm.
{{ config(materialized='incremental') }}

with

messages as (

    select
        date_day,
        account_id,
        segment,
        product,
        brand,
        author_id as person,
        case when polarity <= {{ detection_constant('negative_polarity') }} then author_id end as unhappy_person,
        -- without an author, a message is a person
        case when author_id is null then 1 else 0 end as unnamed,
        case when author_id is null and polarity <= {{ detection_constant('negative_polarity') }} then 1 else 0 end
            as unnamed_unhappy

    from {{ ref('int_interactions__residual') }}
    where polarity is not null and {{ only_new_days() }}

)

{% for entity_type in ['segment', 'product', 'brand'] -%}
select
    '{{ entity_type }}' as entity_type,
    {{ entity_type }} as entity_id,
    date_day,
    cast(count(distinct person) + sum(unnamed) as bigint) as n_people,
    cast(count(distinct unhappy_person) + sum(unnamed_unhappy) as bigint) as n_unhappy
from messages
where {{ entity_type }} is not null{{ ' and account_id is not null' if entity_type == 'segment' }}
group by {{ entity_type }}, date_day
{{ 'union all' if not loop.last }}
{% endfor %}
