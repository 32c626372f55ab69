-- Of every comparison, the two parts add up to the change, and the channels' contributions do; of every composite, too.
with

channels as (

    select
        entity_type,
        entity_id,
        comparison,
        sum(contribution) as whole

    from {{ ref('fct_entity_comparison_channels') }}
    group by entity_type, entity_id, comparison

),

composites as (

    select
        composites.entity_type,
        composites.entity_id,
        sum(composites.contribution) as whole,
        max(composites.composite) as stated

    from {{ ref('fct_entity_composites') }} as composites
    group by composites.entity_type, composites.entity_id

)

select
    comparisons.entity_type,
    comparisons.entity_id,
    comparisons.comparison

from {{ ref('fct_entity_comparisons') }} as comparisons
left join channels
    on
        comparisons.entity_type = channels.entity_type
        and comparisons.entity_id = channels.entity_id
        and comparisons.comparison = channels.comparison
where
    not coalesce(
        abs(comparisons.within_channel_change + comparisons.channel_mix_change - comparisons.change) <= 1e-9
        and abs(channels.whole - comparisons.change) <= 1e-9, false
    )

union all

select
    entity_type,
    entity_id,
    'composite' as comparison
from composites
where not coalesce(abs(whole - stated) <= 1e-9, false)
