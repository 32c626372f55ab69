-- Sufficient statistics of the days that have messages. Sums are of DECIMALs: a sum of doubles over threads gives
-- another last digit every run. Until channel offsets exist, the residual r is the polarity itself.
with

messages as (

    select
        *,
        case when polarity is not null then weight end as w,
        polarity as x,
        polarity as r

    from {{ ref('int_entity_interactions') }}

)

select
    entity_type,
    entity_id,
    date_day,
    count(*) as n_interactions,
    count(x) as n_scored,
    coalesce(sum(w), 0) as sum_w,
    coalesce(sum(cast(w * w as decimal(18, 12))), 0) as sum_w2,
    coalesce(sum(cast(w * x as decimal(18, 12))), 0) as sum_wx,
    coalesce(sum(cast(cast(w * x as decimal(18, 12)) * x as decimal(18, 12))), 0) as sum_wx2,
    coalesce(sum(r), 0) as sum_r,
    coalesce(sum(cast(r * r as decimal(18, 12))), 0) as sum_r2

from messages
group by entity_type, entity_id, date_day
