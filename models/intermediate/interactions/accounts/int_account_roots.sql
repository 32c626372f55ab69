-- The top of each account's chain of parents, as it is now. A chain that bites its own tail has no top: its smallest id
-- stands for it, and the row says so. No account-level number depends on this.
with recursive

accounts as (

    select
        own.account_id,
        parents.account_id as parent_id

    from {{ ref('int_accounts__versions') }} as own
    left join {{ ref('int_accounts__versions') }} as parents
        on
            own.parent_id = parents.account_id
            and own.account_id <> parents.account_id
            and parents.is_current
    where own.is_current

),

ancestors as (

    select
        account_id,
        account_id as ancestor_id,
        parent_id as next_id,
        0 as steps

    from accounts

    union all

    select
        ancestors.account_id,
        accounts.account_id as ancestor_id,
        accounts.parent_id as next_id,
        ancestors.steps + 1 as steps

    from ancestors
    inner join accounts
        on ancestors.next_id = accounts.account_id
    where
        ancestors.next_id <> ancestors.account_id
        and ancestors.steps < {{ var('account_chain_steps') }}

),

in_cycle as (

    select distinct account_id
    from ancestors
    where next_id = account_id

),

tops as (

    select
        ancestors.account_id,
        min(case when ancestors.next_id is null then ancestors.ancestor_id end) as top_id,
        min(case when in_cycle.account_id is not null then ancestors.ancestor_id end) as cycle_id

    from ancestors
    left join in_cycle
        on ancestors.ancestor_id = in_cycle.account_id
    group by ancestors.account_id

)

select
    account_id,
    coalesce(top_id, cycle_id, account_id) as root_account_id,
    top_id is null as is_parent_cycle

from tops
