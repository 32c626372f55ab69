-- Parents with all accounts below them, added up. The accounts' own numbers stay as they are: a family is a view on them.
{% set window_days = var('long_window_days') -%}

with

accounts as (

    select * from {{ ref('dim_accounts') }}

),

recent as (

    select
        days.entity_id as account_id,
        sum(days.n_interactions) as n_interactions,
        sum(days.n_scored) as n_scored,
        sum(days.sum_w) as sum_w,
        sum(days.sum_wx) as sum_wx

    from {{ ref('int_entity_days__dense') }} as days
    cross join {{ ref('int_as_of') }} as as_of
    where
        days.entity_type = 'account'
        and days.date_day > {{ dbt.dateadd('day', -window_days, 'as_of.as_of') }}
    group by days.entity_id

)

select
    accounts.root_account_id,
    max(roots.account_name) as account_name,
    count(*) as n_accounts,
    cast(sum(case when accounts.is_active then 1 else 0 end) as {{ dbt.type_bigint() }}) as n_active_accounts,
    cast(sum(case when accounts.is_active then accounts.arr else 0 end) as decimal(18, 2)) as active_arr,
    cast(coalesce(sum(recent.n_interactions), 0) as {{ dbt.type_bigint() }}) as n_interactions_30d,
    cast(coalesce(sum(recent.n_scored), 0) as {{ dbt.type_bigint() }}) as n_scored_30d,
    cast(sum(recent.sum_wx) as double) / nullif(cast(sum(recent.sum_w) as double), 0) as sentiment_30d

from accounts
left join accounts as roots
    on accounts.root_account_id = roots.account_id
left join recent
    on accounts.account_id = recent.account_id
group by accounts.root_account_id
having count(*) > 1
