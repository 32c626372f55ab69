-- Who comes angry mostly leaves calmer, whoever answers: the change that the first message alone foretells is taken off,
-- by one straight line with a level of its own for each channel.
with

centred as (

    select
        *,
        cast(polarity_first - avg(cast(polarity_first as decimal(9, 6))) over (partition by channel) as decimal(18, 12))
            as first_centred,
        cast(
            polarity_change - avg(cast(polarity_change as decimal(9, 6))) over (partition by channel)
            as decimal(18, 12)
        ) as change_centred

    from {{ ref('int_conversations') }}

),

line as (

    select
        cast(sum(cast(first_centred * change_centred as decimal(30, 15))) as double)
        / nullif(cast(sum(cast(first_centred * first_centred as decimal(30, 15))) as double), 0) as slope

    from centred

)

select
    centred.source,
    centred.thread_id,
    centred.channel,
    centred.team,
    centred.agent_id,
    centred.ended_on,
    cast(
        cast(centred.change_centred as double) - coalesce(line.slope, 0) * cast(centred.first_centred as double)
        as decimal(18, 12)
    ) as unexpected_change

from centred
cross join line
