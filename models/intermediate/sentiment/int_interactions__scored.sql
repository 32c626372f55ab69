-- depends_on: {{ ref('gate_scores') }}
-- The scored customer message: a polarity that came with the data is used as it is; else the scorer's.
with

scores as (

    select scores.*
    from {{ ref('int_text_scores') }} as scores
    inner join {{ ref('int_scorer') }} as scorer
        on scores.model_version = scorer.model_version

),

scored as (

    select
        interactions.*,
        keys.raw_hash,
        scores.text_key,
        scores.model_version,
        scores.polarity as scored_polarity,
        scores.polarity_se as scored_polarity_se,
        scores.confidence,
        scores.sentiment_label as scored_label,
        scores.intensity,
        scores.emotion_anger,
        scores.emotion_frustration,
        scores.emotion_confusion,
        scores.emotion_joy,
        scores.emotion_satisfaction,
        scores.emotion_enthusiasm,
        scores.emotion_neutral,
        scores.language as detected_language

    from {{ ref('int_interactions__identified') }} as interactions
    left join {{ ref('int_scoring_keys') }} as keys
        on interactions.interaction_key = keys.interaction_key
    left join scores
        on keys.raw_hash = scores.raw_hash

)

select
    interaction_key,
    interaction_id,
    source,
    channel,
    author_role,
    author_role_reason,
    author_id,
    agent_id,
    team,
    thread_id,
    account_key,
    account_id,
    match_kind,
    unmapped_reason,
    product,
    brand,
    segment,
    tier,
    arr_band,
    lifecycle_stage,
    csm_owner,
    rating,
    rating_scale,
    coalesce(language, detected_language) as language,
    source_url,
    occurred_at,
    known_at,
    known_on,
    is_known_at_estimated,
    is_customer_sentiment,
    text_key,
    model_version,

    case
        when not is_customer_sentiment then 'not customer sentiment'
        when polarity is not null then 'given'
        when raw_hash is null then 'no text'
        when text_key is null then 'waiting'
        when scored_polarity is null then 'unknown'
        else 'scored'
    end as scoring_state,
    cast(
        case when is_customer_sentiment then coalesce(polarity, scored_polarity) end as decimal(9, 6)
    ) as polarity,
    case
        when not is_customer_sentiment then null
        when polarity is not null then 0
        else scored_polarity_se
    end as polarity_se,
    confidence,
    scored_label as sentiment_label,
    intensity,
    emotion_anger,
    emotion_frustration,
    emotion_confusion,
    emotion_joy,
    emotion_satisfaction,
    emotion_enthusiasm,
    emotion_neutral

from scored
