select
    entity_type,
    entity_id,
    comparison,
    channel,
    cast(n_now as bigint) as n_now,
    cast(n_before as bigint) as n_before,
    share_now,
    share_before,
    sentiment_now,
    sentiment_before,
    within_channel_change,
    channel_mix_change,
    within_channel_change + channel_mix_change as contribution

from {{ ref('int_entity_comparisons__channels') }}
