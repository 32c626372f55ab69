-- What moved this week: everything, the segments, products and brands, each beside the week before, with the part that
-- came from people's words and the part that came only from where they wrote.
with

compared as (

    select *
    from {{ ref('fct_entity_comparisons') }}
    where comparison = 'week' and entity_type in ('portfolio', 'segment', 'product', 'brand')

),

-- the channel that did most of it, in the direction of the change
channels as (

    select
        channels.entity_type,
        channels.entity_id,
        channels.channel,
        channels.contribution

    from {{ ref('fct_entity_comparison_channels') }} as channels
    inner join compared
        on
            channels.entity_type = compared.entity_type
            and channels.entity_id = compared.entity_id
            and channels.comparison = compared.comparison
    qualify row_number() over (
        partition by channels.entity_type, channels.entity_id
        order by channels.contribution * sign(compared.change) desc nulls last, channels.channel
    ) = 1

)

select
    compared.entity_type,
    compared.entity_id,
    compared.n_now,
    compared.n_before,
    (compared.sentiment_now + 1) * 50 as score_now,
    (compared.sentiment_before + 1) * 50 as score_before,
    compared.change * 50 as change,
    compared.change_low * 50 as change_low,
    compared.change_high * 50 as change_high,
    compared.is_significant,
    compared.within_channel_change * 50 as change_within_channels,
    compared.channel_mix_change * 50 as change_by_mix,
    channels.channel as main_channel,
    channels.contribution * 50 as main_channel_change,
    status.month_change,
    status.month_change_low,
    status.month_change_high,
    row_number() over (
        order by
            case when compared.entity_type = 'portfolio' then 0 when compared.entity_type = 'segment' then 1 else 2 end,
            compared.entity_type desc nulls last,
            compared.n_now desc nulls last,
            compared.entity_id asc
    ) as item_rank

from compared
left join channels
    on compared.entity_type = channels.entity_type and compared.entity_id = channels.entity_id
left join {{ ref('mart_entity_status') }} as status
    on compared.entity_type = status.entity_type and compared.entity_id = status.entity_id
