-- What customers said in numbers, once for every entity that the message counts for: NPS, CSAT, CES, stars. A rating outside
-- its scale says nothing. Satisfied and dissatisfied are what seed `rating_scales` calls positive and negative.
with

ratings as (

    select
        messages.interaction_key,
        messages.rating_scale,
        messages.rating,
        case when messages.rating >= scales.positive_from then 1 else 0 end as positive,
        case when messages.rating <= scales.negative_to then 1 else 0 end as negative

    from {{ ref('int_interactions__scored') }} as messages
    inner join {{ ref('rating_scales') }} as scales
        on
            messages.rating_scale = scales.rating_scale
            and messages.rating between scales.minimum_rating and scales.maximum_rating
    where messages.is_customer_sentiment

)

select
    entities.entity_type,
    entities.entity_id,
    entities.date_day,
    ratings.rating_scale,
    count(*) as n_ratings,
    sum(cast(ratings.rating as decimal(12, 6))) as sum_rating,
    sum(ratings.positive) as n_positive,
    sum(ratings.negative) as n_negative

from ratings
inner join {{ ref('int_entity_interactions') }} as entities
    on ratings.interaction_key = entities.interaction_key
group by entities.entity_type, entities.entity_id, entities.date_day, ratings.rating_scale
