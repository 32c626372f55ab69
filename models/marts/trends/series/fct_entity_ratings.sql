select
    entity_type,
    entity_id,
    rating_scale,
    week_end_on,
    weeks_ago,
    cast(n_ratings as bigint) as n_ratings,
    cast(sum_rating as double) / nullif(n_ratings, 0) as mean_rating,
    {{ rating_metric('sum_rating', 'n_positive', 'n_negative', 'n_ratings') }} as metric,
    cast(n_ratings_quarter as bigint) as n_ratings_quarter,
    cast(sum_rating_quarter as double) / nullif(n_ratings_quarter, 0) as mean_rating_quarter,
    {{ rating_metric('sum_rating_quarter', 'n_positive_quarter', 'n_negative_quarter', 'n_ratings_quarter') }}
        as metric_quarter,
    sentiment

from {{ ref('int_entity_ratings__windowed') }}
