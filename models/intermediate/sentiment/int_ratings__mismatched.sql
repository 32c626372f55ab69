-- A rating and the words with it that say the opposite. Neither is corrected by the other: the wrong end of a scale is
-- picked, praise is ironic, or the rating is about something else; a person should look.
with

rated as (

    select
        scored.*,
        case
            when scored.rating <= scales.negative_to then 'negative'
            when scored.rating >= scales.positive_from then 'positive'
        end as rating_says,
        case
            when scored.polarity <= -{{ detection_constant('rating_mismatch_polarity') }} then 'negative'
            when scored.polarity >= {{ detection_constant('rating_mismatch_polarity') }} then 'positive'
        end as text_says

    from {{ ref('int_interactions__scored') }} as scored
    inner join {{ ref('rating_scales') }} as scales
        on scored.rating_scale = scales.rating_scale
    where scored.is_customer_sentiment and scored.rating between scales.minimum_rating and scales.maximum_rating

)

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

from rated
where rating_says <> text_says
