select
    interaction_key,
    source,
    channel,
    account_id,
    thread_id,
    rating,
    rating_scale,
    rating_says,
    polarity,
    text_says,
    source_url,
    known_on

from {{ ref('int_ratings__mismatched') }}
