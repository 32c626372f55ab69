-- What topics contributed adds up to the change of the entity they are topics of.
with

topics as (

    select
        entity_type,
        entity_id,
        comparison,
        sum(contribution) as whole

    from {{ ref('fct_topic_comparisons') }}
    group by entity_type, entity_id, comparison

)

select
    comparisons.entity_type,
    comparisons.entity_id,
    comparisons.comparison,
    comparisons.change,
    topics.whole

from {{ ref('fct_entity_comparisons') }} as comparisons
left join topics
    on
        comparisons.entity_type = topics.entity_type
        and comparisons.entity_id = topics.entity_id
        and comparisons.comparison = topics.comparison
where
    comparisons.entity_type in ('account', 'segment', 'product', 'brand', 'portfolio')
    and not coalesce(abs(topics.whole - comparisons.change) <= 1e-9, false)
