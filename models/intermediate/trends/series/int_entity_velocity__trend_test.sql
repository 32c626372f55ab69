-- Mann–Kendall: do newer weekly means lie above or below older ones more often than chance has it? Ties take from the
-- variance; all weeks equal is no trend.
with

ties as (

    select
        entity_type,
        entity_id,
        cast(sentiment as decimal(9, {{ var('rounding_digits') }})) as tied_sentiment,
        count(*) as n_tied

    from {{ ref('int_entity_weeks') }}
    where sum_w > 0 and weeks_ago < {{ var('velocity_weeks') }}
    group by entity_type, entity_id, tied_sentiment

),

weeks as (

    select
        entity_type,
        entity_id,
        sum(n_tied) as n_weeks,
        sum(n_tied * (n_tied - 1) * (2 * n_tied + 5)) as tied_variance

    from ties
    group by entity_type, entity_id

),

pairs as (

    select
        entity_type,
        entity_id,
        count(*) as n_pairs,
        sum(direction) as kendall_s

    from {{ ref('int_entity_velocity__pairs') }}
    group by entity_type, entity_id

)

select
    pairs.entity_type,
    pairs.entity_id,
    pairs.n_pairs,
    pairs.kendall_s,
    sqrt(
        cast(weeks.n_weeks * (weeks.n_weeks - 1) * (2 * weeks.n_weeks + 5) - weeks.tied_variance as double) / 18
    ) as kendall_sd

from pairs
inner join weeks
    on pairs.entity_type = weeks.entity_type and pairs.entity_id = weeks.entity_id
