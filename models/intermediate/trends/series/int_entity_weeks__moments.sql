-- Sums over a week and the eleven before it, from which a weighted line and a parabola follow. t is 0 in the week itself
-- and −11 eleven weeks before. Sums of DECIMALs over whole numbers: exact, in whatever order they are added.
{% set weeks = var('velocity_weeks') -%}

with

scored as (

    select
        entity_type,
        entity_id,
        weeks_ago,
        cast(sum_w as decimal(18, 6)) as w,
        cast(sum_wx as decimal(24, 12)) as wy,
        cast(cast(sum_wx as double) * sentiment as decimal(24, 12)) as wyy

    from {{ ref('int_entity_weeks') }}
    where sum_w > 0

),

numbered as (

    select units.digit + 10 * tens.digit as n
    from ({{ digits() }}) as units
    cross join ({{ digits() }}) as tens
    where units.digit + 10 * tens.digit < {{ weeks }}

),

-- every week belongs to the windows of the twelve weeks that it begins
windowed as (

    select
        scored.*,
        scored.weeks_ago - numbered.n as window_ends_weeks_ago,
        cast(-numbered.n as integer) as t

    from scored
    inner join numbered
        on scored.weeks_ago >= numbered.n

)

select
    entity_type,
    entity_id,
    window_ends_weeks_ago as weeks_ago,
    count(*) as n_weeks,
    sum(w) as sum_w,
    sum(w * t) as sum_wt,
    sum(w * (t * t)) as sum_wt2,
    sum(w * (t * t * t)) as sum_wt3,
    sum(w * (t * t * t * t)) as sum_wt4,
    sum(wy) as sum_wy,
    sum(wy * t) as sum_wty,
    sum(wy * (t * t)) as sum_wt2y,
    sum(wyy) as sum_wyy

from windowed
group by entity_type, entity_id, window_ends_weeks_ago
