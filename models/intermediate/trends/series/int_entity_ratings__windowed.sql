-- A quarter of answers beside each week's own: weekly surveys are few.
{% set quarter = '(partition by entity_type, entity_id, rating_scale order by week_end_on rows between '
    ~ (var('rating_weeks') - 1) ~ ' preceding and current row)' -%}

select
    *,
    sum(n_ratings) over {{ quarter }} as n_ratings_quarter,
    sum(sum_rating) over {{ quarter }} as sum_rating_quarter,
    sum(n_positive) over {{ quarter }} as n_positive_quarter,
    sum(n_negative) over {{ quarter }} as n_negative_quarter

from {{ ref('int_entity_ratings__weeks') }}
