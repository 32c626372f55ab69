-- The weeks of int_entity_weeks from an entity's first rating of a scale on. A week nobody answered has no value: it is not a
-- week of zero.
with

weekly as (

    select
        ratings.entity_type,
        ratings.entity_id,
        ratings.rating_scale,
        cast(floor({{ dbt.datediff('ratings.date_day', 'spans.last_day', 'day') }} / 7) as integer) as weeks_ago,
        sum(ratings.n_ratings) as n_ratings,
        sum(ratings.sum_rating) as sum_rating,
        sum(ratings.n_positive) as n_positive,
        sum(ratings.n_negative) as n_negative

    from {{ ref('int_entity_ratings') }} as ratings
    inner join {{ ref('int_entity_spans') }} as spans
        on ratings.entity_type = spans.entity_type and ratings.entity_id = spans.entity_id
    group by ratings.entity_type, ratings.entity_id, ratings.rating_scale, weeks_ago

),

firsts as (

    select
        weekly.entity_type,
        weekly.entity_id,
        weekly.rating_scale,
        max(weekly.weeks_ago) as first_weeks_ago

    from weekly
    group by weekly.entity_type, weekly.entity_id, weekly.rating_scale

),

dense as (

    select
        weeks.entity_type,
        weeks.entity_id,
        firsts.rating_scale,
        weeks.weeks_ago,
        weeks.week_end_on,
        weeks.sentiment,
        coalesce(weekly.n_ratings, 0) as n_ratings,
        coalesce(weekly.sum_rating, 0) as sum_rating,
        coalesce(weekly.n_positive, 0) as n_positive,
        coalesce(weekly.n_negative, 0) as n_negative

    from {{ ref('int_entity_weeks') }} as weeks
    inner join firsts
        on
            weeks.entity_type = firsts.entity_type
            and weeks.entity_id = firsts.entity_id
            and weeks.weeks_ago <= firsts.first_weeks_ago
    left join weekly
        on
            weeks.entity_type = weekly.entity_type
            and weeks.entity_id = weekly.entity_id
            and weeks.weeks_ago = weekly.weeks_ago
            and firsts.rating_scale = weekly.rating_scale

)

select * from dense
