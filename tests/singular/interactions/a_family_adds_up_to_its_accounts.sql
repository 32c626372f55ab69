-- Conservation: what a family shows is the sum of its accounts' own numbers.
with

members as (

    select
        root_account_id,
        count(*) as n_accounts,
        sum(case when is_active then coalesce(arr, 0) else 0 end) as active_arr

    from {{ ref('dim_accounts') }}
    group by root_account_id

)

select families.root_account_id
from {{ ref('mart_account_families') }} as families
left join members
    on families.root_account_id = members.root_account_id
where
    members.n_accounts is null
    or families.n_accounts <> members.n_accounts
    or coalesce(families.active_arr, 0) <> members.active_arr
