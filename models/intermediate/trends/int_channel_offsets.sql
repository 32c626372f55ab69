-- What to take from a polarity because of the channel it came through. Offsets are relative to a fixed mix (seed
-- `channel_weights`), never to the current one: otherwise more tickets would move every other channel. A channel that came
-- later hardly enters the mix, so that it does not move the others either; and a channel is compared only with those that
-- somebody uses beside it: the public's reviews say nothing of tickets.
with

channel_months as (

    select
        months_of_units.source,
        months_of_units.channel,
        months_of_units.month_start_on,
        min(months_of_units.first_known_on) as first_known_on

    from {{ ref('int_channel_months') }} as months_of_units
    group by months_of_units.source, months_of_units.channel, months_of_units.month_start_on

),

dated as (

    select
        *,
        min(month_start_on) over (partition by source, channel) as begun_on
    from channel_months

),

channels as (

    select
        months.month_start_on,
        channel_months.source,
        channel_months.channel,
        count(*) as months_seen,
        min(channel_months.first_known_on) as first_known_on,
        max(coalesce(weights.weight, 0)) as weight,
        {{ dbt.datediff('min(channel_months.begun_on)', 'months.month_start_on', 'month') }} as age_months

    from dated as channel_months
    inner join {{ ref('int_months') }} as months
        on
            channel_months.month_start_on < months.month_start_on
            and channel_months.month_start_on
            >= {{ dbt.dateadd('month', -var('channel_offset_months'), 'months.month_start_on') }}
    left join {{ ref('channel_weights') }} as weights
        on channel_months.channel = weights.channel
    group by months.month_start_on, channel_months.source, channel_months.channel

),

weighted as (

    select
        *,
        weight * power(
            cast(age_months as double) / nullif(max(age_months) over (partition by month_start_on), 0),
            {{ detection_constant('channel_age_exponent') }}
        ) as mix_weight
    from channels

)

select
    channels.month_start_on,
    channels.source,
    channels.channel,
    channels.months_seen,
    channels.first_known_on,
    -- Sums of DECIMALs: the same rows give the same bits.
    cast(coalesce(sum(cast(contrasts.contrast_weight as decimal(18, 6))), 0) as double) as contrast_weight,
    cast(
        coalesce(
            cast(sum(cast(others.mix_weight * contrasts.contrast as decimal(18, 9))) as double)
            / nullif(
                max(channels.mix_weight) + cast(sum(cast(others.mix_weight as decimal(18, 9))) as double), 0
            ),
            0
        ) as decimal(9, 6)
    ) as channel_offset

from weighted as channels
left join {{ ref('int_channel_contrasts') }} as contrasts
    on
        channels.month_start_on = contrasts.month_start_on
        and channels.source = contrasts.source
        and channels.channel = contrasts.channel
left join weighted as others
    on
        contrasts.month_start_on = others.month_start_on
        and contrasts.other_source = others.source
        and contrasts.other_channel = others.channel
where
    {{ dbt.datediff('channels.first_known_on', 'channels.month_start_on', 'day') }}
    >= {{ detection_constant('channel_settling_days') }}
group by
    channels.month_start_on, channels.source, channels.channel, channels.months_seen, channels.first_known_on
