select
    -- ids
    interaction_key,
    source,
    interaction_id,
    thread_id,
    account_id,
    case when author_id like '%@%' then {{ dbt.hash('lower(author_id)') }} else author_id end as author_id,
    agent_id,
    text_key,

    -- what it is
    channel,
    author_role,
    author_role_reason,
    team,
    product,
    brand,
    segment,
    tier,
    arr_band,
    lifecycle_stage,
    csm_owner,
    language,
    source_url,
    match_kind,
    scoring_state,
    is_customer_sentiment,
    is_known_at_estimated,

    -- what it says
    polarity,
    cast((polarity + 1) * 50 as decimal(9, 4)) as sentiment_score,
    polarity_se,
    confidence,
    sentiment_label,
    intensity,
    emotion_anger,
    emotion_frustration,
    emotion_confusion,
    emotion_joy,
    emotion_satisfaction,
    emotion_enthusiasm,
    emotion_neutral,
    rating,
    rating_scale,
    model_version,

    -- when
    occurred_at,
    known_at,
    known_on

from {{ ref('int_interactions__scored') }}
