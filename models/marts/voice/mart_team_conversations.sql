-- Whether customers leave a team's conversations better or worse than how they came would foretell. Partial pooling: a team
-- of few conversations is drawn to what is usual, so that nobody stands first or last by luck. There is no raw mean here.
with

shrunk as (

    select
        counts.entity_type,
        counts.entity_id,
        counts.n_conversations,
        counts.n_conversations >= {{ detection_constant('team_minimum_conversations') }} as is_judgeable,
        spreads.team_variance * counts.n_conversations
        / nullif(spreads.team_variance * counts.n_conversations + spreads.conversation_variance, 0) as own_share,
        cast(counts.sum_change as double) / nullif(counts.n_conversations, 0) - spreads.usual_change as distance,
        spreads.team_variance

    from {{ ref('int_conversation_groups') }} as counts
    inner join {{ ref('int_conversation_spreads') }} as spreads
        on counts.entity_type = spreads.entity_type

),

estimated as (

    select
        *,
        case when is_judgeable then own_share * distance end as change_beyond_usual,
        case
            when is_judgeable
                then {{ detection_constant('interval_z') }} * sqrt(greatest(0, (1 - own_share) * team_variance))
        end as margin

    from shrunk

)

select
    entity_type,
    entity_id,
    cast(n_conversations as bigint) as n_conversations,
    own_share,
    change_beyond_usual,
    change_beyond_usual - margin as change_beyond_usual_low,
    change_beyond_usual + margin as change_beyond_usual_high,
    case
        when change_beyond_usual is null then 'not enough conversations'
        when change_beyond_usual - margin > 0 then 'customers leave better than usual'
        when change_beyond_usual + margin < 0 then 'customers leave worse than usual'
        else 'as usual'
    end as judgement

from estimated
