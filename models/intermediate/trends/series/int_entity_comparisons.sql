-- Week on week, month on month, quarter on quarter, with what could be chance: the interval counts the messages of both
-- periods and shrinks their spread to the general one, as that of a 7-day mean does; of a group it is never narrower than what
-- its accounts contribute allows.
with

wholes as (

    select
        channels.entity_type,
        channels.entity_id,
        channels.comparison,
        sum(channels.n_now) as n_now,
        sum(channels.n_before) as n_before,
        cast(sum(channels.w_now) as double) as w_now,
        cast(sum(channels.w_before) as double) as w_before,
        cast(sum(channels.wx_now) as double) as wx_now,
        cast(sum(channels.wx_before) as double) as wx_before,
        cast(sum(channels.wx2) as double) as wx2,
        -- sums of doubles depend on their order, sums of decimals do not
        cast(sum(cast(channels.within_channel_change as decimal(20, 15))) as double) as within_channel_change,
        cast(sum(cast(channels.channel_mix_change as decimal(20, 15))) as double) as channel_mix_change

    from {{ ref('int_entity_comparisons__channels') }} as channels
    group by channels.entity_type, channels.entity_id, channels.comparison

),

means as (

    select
        *,
        wx_now / nullif(w_now, 0) as sentiment_now,
        wx_before / nullif(w_before, 0) as sentiment_before,
        greatest(0, w_now + w_before - 2) as n_less_two

    from wholes

),

with_variance as (

    select
        *,
        (
            {{ detection_constant('thread_inflation') }}
            * (
                n_less_two
                * greatest(0, wx2 - sentiment_now * wx_now - sentiment_before * wx_before)
                / nullif(w_now + w_before, 0)
                + {{ detection_constant('spread_prior_messages') }} * {{ detection_constant('score_weight_variance') }}
            )
            / nullif(n_less_two + {{ detection_constant('spread_prior_messages') }}, 0)
            * (1 / nullif(w_now, 0) + 1 / nullif(w_before, 0))
        ) as message_variance

    from means

),

with_error as (

    select
        changes.*,
        sqrt(greatest(changes.message_variance, coalesce(accounts.change_variance, 0))) as change_se

    from with_variance as changes
    left join {{ ref('int_entity_comparisons__accounts') }} as accounts
        on
            changes.entity_type = accounts.entity_type
            and changes.entity_id = accounts.entity_id
            and changes.comparison = accounts.comparison

)

select
    entity_type,
    entity_id,
    comparison,
    n_now,
    n_before,
    sentiment_now,
    sentiment_before,
    sentiment_now - sentiment_before as change,
    sentiment_now - sentiment_before - {{ detection_constant('interval_z') }} * change_se as change_low,
    sentiment_now - sentiment_before + {{ detection_constant('interval_z') }} * change_se as change_high,
    within_channel_change,
    channel_mix_change

from with_error
