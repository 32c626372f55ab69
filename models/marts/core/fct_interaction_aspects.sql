select
    interactions.interaction_key,
    aspects.aspect_kind,
    aspects.aspect,
    aspects.polarity,
    cast((aspects.polarity + 1) * 50 as decimal(9, 4)) as sentiment_score,
    aspects.n_clauses,
    interactions.account_id,
    interactions.known_on

from {{ ref('int_interactions__scored') }} as interactions
inner join {{ ref('int_text_aspects') }} as aspects
    on interactions.text_key = aspects.text_key
where interactions.is_customer_sentiment
