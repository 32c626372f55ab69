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
        case when polarity <= {{ detection_constant('negative_polarity') }} then 1 else 0 end as unhappy

    from {{ ref('int_interactions__residual') }}
    where polarity is not null and {{ only_new_days() }}

),

authors as (

    {% for entity_type in ['segment', 'product', 'brand'] -%}
    select
        '{{ entity_type }}' as entity_type,
        {{ entity_type }} as entity_id,
        date_day,
        author_id,
        count(*) as n_messages,
        sum(unhappy) as n_unhappy_messages
    from messages
    where {{ entity_type }} is not null{{ ' and account_id is not null' if entity_type == 'segment' }}
    group by {{ entity_type }}, date_day, author_id
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    entity_type,
    entity_id,
    date_day,
    cast(sum(case when author_id is null then n_messages else 1 end) as bigint) as n_people,
    cast(
        sum(case when author_id is null then n_unhappy_messages when n_unhappy_messages > 0 then 1 else 0 end) as bigint
    ) as n_unhappy

from authors
group by entity_type, entity_id, date_day
