-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- Sufficient statistics of the days that have messages. Sums are of DECIMALs: a sum of doubles over threads gives
-- another last digit every run. The products of one message are doubles first, which is many times faster.
{{ config(materialized='incremental') }}

with

messages as (

    select
        entity_type,
        entity_id,
        date_day,
        case when polarity is not null then weight end as w,
        case when residual is not null then weight end as w_r,
        cast(weight as double) as weight,
        cast(polarity as double) as x,
        cast(residual as double) as r

    from {{ ref('int_entity_interactions') }}
    where {{ only_new_days() }}

)

select
    entity_type,
    entity_id,
    date_day,
    count(*) as n_interactions,
    count(x) as n_scored,
    coalesce(sum(w), 0) as sum_w,
    coalesce(sum(cast(case when x is not null then weight * weight end as decimal(18, 12))), 0) as sum_w2,
    coalesce(sum(cast(weight * x as decimal(18, 12))), 0) as sum_wx,
    coalesce(sum(cast(weight * x * x as decimal(18, 12))), 0) as sum_wx2,
    coalesce(sum(w_r), 0) as sum_w_r,
    coalesce(sum(cast(weight * r as decimal(18, 12))), 0) as sum_r,
    coalesce(sum(cast(weight * r * r as decimal(18, 12))), 0) as sum_r2

from messages
group by entity_type, entity_id, date_day
