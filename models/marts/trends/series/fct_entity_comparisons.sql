select
    entity_type,
    entity_id,
    comparison,
    cast(n_now as bigint) as n_now,
    cast(n_before as bigint) as n_before,
    sentiment_now,
    sentiment_before,
    change,
    change_low,
    change_high,
    change_low > 0 or change_high < 0 as is_significant,
    within_channel_change,
    channel_mix_change

from {{ ref('int_entity_comparisons') }}
