-- How much lower the same account speaks in one channel than in another. Within accounts, because a naive difference
-- of means takes the mood of the accounts that like to write tickets for an effect of tickets.
with

windows as (

    select * from {{ ref('int_channel_windows') }}

),

pairs as (

    select
        these.month_start_on,
        these.source,
        these.channel,
        others.source as other_source,
        others.channel as other_channel,
        these.mean_polarity - others.mean_polarity as difference,
        these.n * others.n / nullif(these.n + others.n, 0) as pair_weight

    from windows as these
    inner join windows as others
        on
            these.month_start_on = others.month_start_on
            and these.unit_id = others.unit_id
            and (these.source <> others.source or these.channel <> others.channel)

)

-- Sums of DECIMALs: the same rows give the same bits.
select
    month_start_on,
    source,
    channel,
    other_source,
    other_channel,
    cast(sum(cast(pair_weight as decimal(18, 6))) as double) as contrast_weight,
    cast(sum(cast(pair_weight * difference as decimal(18, 9))) as double)
    / nullif(
        {{ detection_constant('offset_prior_messages') }}
        + cast(sum(cast(pair_weight as decimal(18, 6))) as double), 0
    ) as contrast

from pairs
group by month_start_on, source, channel, other_source, other_channel
