-- Accounts that became part of another one. A merge that closes a circle would end every account in it, so that nobody stood
-- for their customers: the last merge of a circle is left out.
with recursive

walk as (

    select
        old_account_id as started_at_id,
        old_account_id,
        new_account_id,
        merged_on,
        1 as steps

    from {{ ref('int_account_merges__stated') }}

    union all

    select
        walk.started_at_id,
        next_merge.old_account_id,
        next_merge.new_account_id,
        next_merge.merged_on,
        walk.steps + 1 as steps

    from walk
    inner join {{ ref('int_account_merges__stated') }} as next_merge
        on walk.new_account_id = next_merge.old_account_id
    where
        walk.new_account_id <> walk.started_at_id
        and walk.steps < {{ var('account_chain_steps') }}

),

circles as (

    select started_at_id
    from walk
    where new_account_id = started_at_id

),

closing as (

    select walk.old_account_id
    from walk
    inner join circles
        on walk.started_at_id = circles.started_at_id
    qualify row_number() over (
        partition by walk.started_at_id order by walk.merged_on desc nulls last, walk.old_account_id desc nulls last
    ) = 1

)

select
    stated.old_account_id,
    stated.new_account_id,
    stated.merged_on

from {{ ref('int_account_merges__stated') }} as stated
where stated.old_account_id not in (select closing.old_account_id from closing)
