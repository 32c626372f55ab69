-- What is usual among teams (or agents), how much one conversation varies, and by how much teams differ beyond that: the
-- moments of DerSimonian and Laird. They are taken to differ at least a little (`team_variance_minimum`): that few teams
-- look alike does not prove that they are.
with

moments as (

    select
        counts.entity_type,
        count(*) as n_entities,
        cast(sum(counts.n_conversations) as double) as n,
        cast(sum(counts.n_conversations * counts.n_conversations) as double) as n_squares,
        cast(sum(counts.sum_change) as double) as total,
        cast(sum(counts.sum_change2) as double) as squares,
        cast(
            sum(
                cast(
                    cast(counts.sum_change as double) * cast(counts.sum_change as double) / nullif(counts.n_conversations, 0)
                    as decimal(24, 12)
                )
            ) as double
        ) as squares_between

    from {{ ref('int_conversation_groups') }} as counts
    group by counts.entity_type

),

with_variance as (

    select
        *,
        greatest(0, squares - squares_between) / nullif(n - n_entities, 0) as conversation_variance

    from moments

)

select
    entity_type,
    total / nullif(n, 0) as usual_change,
    conversation_variance,
    greatest(
        {{ detection_constant('team_variance_minimum') }},
        coalesce(
            (squares_between - total * total / nullif(n, 0) - (n_entities - 1) * conversation_variance)
            / nullif(n - n_squares / nullif(n, 0), 0), 0
        )
    ) as team_variance

from with_variance
