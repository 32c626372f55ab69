-- People who wrote about a segment, product or brand each day, and those of them who were unhappy. A person counts once
-- a day, so that one angry author is no storm.
with

messages as (

    select
        date_day,
        account_id,
        segment,
        product,
        brand,
        coalesce(author_id, interaction_key) as person,
        case when polarity <= {{ detection_constant('negative_polarity') }} then coalesce(author_id, interaction_key) end
            as unhappy_person

    from {{ ref('int_interactions__residual') }}
    where polarity is not null

)

{% for entity_type in ['segment', 'product', 'brand'] -%}
select
    '{{ entity_type }}' as entity_type,
    {{ entity_type }} as entity_id,
    date_day,
    count(distinct person) as n_people,
    count(distinct unhappy_person) as n_unhappy
from messages
where {{ entity_type }} is not null{{ ' and account_id is not null' if entity_type == 'segment' }}
group by {{ entity_type }}, date_day
{{ 'union all' if not loop.last }}
{% endfor %}
