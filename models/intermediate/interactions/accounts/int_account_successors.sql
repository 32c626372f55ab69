-- Who stands for a merged account, and from when: a merge into an account that was itself merged leads on.
with recursive

each_merge as (

    select
        old_account_id,
        new_account_id,
        cast(merged_on as {{ dbt.type_timestamp() }}) as merged_at

    from {{ ref('int_account_merges') }}

),

walk as (

    select
        old_account_id as account_id,
        new_account_id as successor_id,
        merged_at,
        1 as steps

    from each_merge

    union all

    select
        walk.account_id,
        each_merge.new_account_id as successor_id,
        case when each_merge.merged_at > walk.merged_at then each_merge.merged_at else walk.merged_at end as merged_at,
        walk.steps + 1 as steps

    from walk
    inner join each_merge
        on walk.successor_id = each_merge.old_account_id
    where walk.steps < {{ var('account_chain_steps') }}

),

-- Two merges of one day are one step: the farther successor counts.
steps_taken as (

    select
        account_id,
        successor_id,
        merged_at

    from walk
    qualify row_number() over (partition by account_id, merged_at order by steps desc nulls last, successor_id asc) = 1

)

select
    account_id,
    successor_id,
    merged_at as valid_from,
    lead(merged_at) over (partition by account_id order by merged_at) as valid_to

from steps_taken
