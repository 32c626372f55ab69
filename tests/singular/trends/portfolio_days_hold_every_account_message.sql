-- Conservation: the portfolio's days add up to the customer messages that lead to an account.
with

days as (

    select
        sum(days.n_interactions) as n_interactions,
        sum(days.n_scored) as n_scored,
        cast(sum(sum_wx) as decimal(38, 6)) as sum_wx,
        cast(sum(sum_r) as decimal(38, 6)) as sum_r

    from {{ ref('fct_entity_days') }} as days
    where days.entity_type = 'portfolio'

),

messages as (

    select
        count(*) as n_interactions,
        count(polarity) as n_scored,
        cast(sum(cast(cast(weight as double) * cast(polarity as double) as decimal(18, 12))) as decimal(38, 6)) as sum_wx,
        cast(sum(cast(cast(weight as double) * cast(residual as double) as decimal(18, 12))) as decimal(38, 6)) as sum_r

    from {{ ref('int_interactions__residual') }}
    where account_id is not null

)

select days.*
from days
cross join messages
where
    coalesce(days.n_interactions, 0) <> messages.n_interactions
    or coalesce(days.n_scored, 0) <> messages.n_scored
    or coalesce(days.sum_wx, 0) <> coalesce(messages.sum_wx, 0)
    or coalesce(days.sum_r, 0) <> coalesce(messages.sum_r, 0)
