-- The residual: a polarity less the offset of its channel, as known on the first day of the message's own month. It keeps
-- that offset. A channel that has only just come has no residual: it is shown, and judges nobody.
{{ config(materialized='view') }}

with

messages as (

    select
        *,
        cast({{ dbt.date_trunc('month', 'known_on') }} as date) as month_start_on,
        {{ message_weight() }} as weight

    from {{ ref('int_interactions__scored') }}
    where is_customer_sentiment

)

select
    messages.interaction_key,
    messages.known_on as date_day,
    messages.account_id,
    messages.segment,
    messages.tier,
    messages.arr_band,
    messages.lifecycle_stage,
    messages.csm_owner,
    messages.product,
    messages.brand,
    messages.source,
    messages.channel,
    messages.team,
    messages.agent_id,
    messages.author_id,
    messages.thread_id,
    messages.polarity,
    case when messages.polarity is not null then messages.weight end as weight,
    offsets.channel_offset,
    cast(messages.polarity - offsets.channel_offset as decimal(9, 6)) as residual

from messages
left join {{ ref('int_channel_offsets') }} as offsets
    on
        messages.source = offsets.source
        and messages.channel = offsets.channel
        and messages.month_start_on = offsets.month_start_on
