-- The composite: the mean of an entity's channels over a month, each weighing what seed `channel_weights` says, however many
-- messages it has. A channel without scores leaves its weight to the others. Contributions add up to the composite.
with

channels as (

    select
        spans.entity_type,
        spans.entity_id,
        spans.channel,
        weights.weight,
        sum(spans.n_scored) as n_scored,
        cast(sum(spans.sum_wx) as double) / nullif(cast(sum(spans.sum_w) as double), 0) as sentiment

    from {{ ref('int_entity_channel_spans') }} as spans
    inner join {{ ref('channel_weights') }} as weights
        on spans.channel = weights.channel
    where spans.within_days <= {{ var('composite_days') }} and weights.weight > 0
    group by spans.entity_type, spans.entity_id, spans.channel, weights.weight

),

shares as (

    select
        *,
        weight / nullif(
            cast(sum(cast(weight as decimal(18, 6))) over (partition by entity_type, entity_id) as double), 0
        ) as weight_share

    from channels

),

contributions as (

    select
        *,
        weight_share * sentiment as contribution,
        -- sums of doubles depend on their order, sums of decimals do not
        cast(weight_share * sentiment as decimal(20, 15)) as exact_contribution

    from shares

)

select
    entity_type,
    entity_id,
    channel,
    n_scored,
    sentiment,
    weight,
    weight_share,
    contribution,
    cast(sum(exact_contribution) over (partition by entity_type, entity_id) as double) as composite

from contributions
