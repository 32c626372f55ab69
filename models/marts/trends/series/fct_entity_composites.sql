select
    entity_type,
    entity_id,
    channel,
    cast(n_scored as bigint) as n_scored,
    sentiment,
    weight as channel_weight,
    weight_share,
    contribution,
    composite,
    (composite + 1) * 50 as composite_score

from {{ ref('int_entity_composites') }}
