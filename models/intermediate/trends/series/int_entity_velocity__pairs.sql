-- Theil–Sen: the slope between any two of an entity's last twelve weekly means, in order. Of the newest weeks only: their
-- number is bounded whatever the history.
with

scored as (

    select
        entity_type,
        entity_id,
        weeks_ago,
        -- scores carry six digits: equal means are ties, not rounding
        cast(sentiment as decimal(9, {{ var('rounding_digits') }})) as sentiment

    from {{ ref('int_entity_weeks') }}
    where sum_w > 0 and weeks_ago < {{ var('velocity_weeks') }}

),

pairs as (

    select
        older.entity_type,
        older.entity_id,
        older.weeks_ago as older_weeks_ago,
        newer.weeks_ago as newer_weeks_ago,
        cast(sign(newer.sentiment - older.sentiment) as integer) as direction,
        cast(newer.sentiment - older.sentiment as double)
        / nullif(older.weeks_ago - newer.weeks_ago, 0) as slope

    from scored as older
    inner join scored as newer
        on
            older.entity_type = newer.entity_type
            and older.entity_id = newer.entity_id
            and older.weeks_ago > newer.weeks_ago

)

select
    *,
    row_number() over (
        partition by entity_type, entity_id order by slope, older_weeks_ago, newer_weeks_ago
    ) as slope_rank

from pairs
