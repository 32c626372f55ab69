-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- Sufficient statistics of the days that have messages. Sums are of DECIMALs: a sum of doubles over threads gives
-- another last digit every run. The products of one message are doubles first, which is many times faster, and are taken
-- once, before the message counts for each of its entities.
{{ config(materialized='incremental') }}

with

messages as (

    select
        *,
        cast(weight as double) as w,
        cast(polarity as double) as x,
        cast(residual as double) as r

    from {{ ref('int_interactions__residual') }}
    where {{ only_new_days() }}

),

-- without a score, or without an offset of its channel, a product is NULL
products as (

    select
        *,
        case when x is not null then weight end as w1,
        cast(case when x is not null then w * w end as decimal(18, 12)) as w2,
        cast(w * x as decimal(18, 12)) as wx,
        cast(w * x * x as decimal(18, 12)) as wx2,
        case when r is not null then weight end as w_r,
        cast(w * r as decimal(18, 12)) as wr,
        cast(w * r * r as decimal(18, 12)) as wr2

    from messages

)

{{ entity_rows('products', [
    'date_day',
    'count(*) as n_interactions',
    'count(polarity) as n_scored',
    'coalesce(sum(w1), 0) as sum_w',
    'coalesce(sum(w2), 0) as sum_w2',
    'coalesce(sum(wx), 0) as sum_wx',
    'coalesce(sum(wx2), 0) as sum_wx2',
    'coalesce(sum(w_r), 0) as sum_w_r',
    'coalesce(sum(wr), 0) as sum_r',
    'coalesce(sum(wr2), 0) as sum_r2',
], group_by='date_day') }}
