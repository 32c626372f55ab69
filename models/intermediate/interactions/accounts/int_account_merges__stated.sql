-- Accounts that became part of another one, from a day on. Two ways to say so: seed `account_merges`, or an account that
-- lists the id of another account of its source among its external ids, from that version on.
-- int_account_merges leaves out those that would close a circle.
with

versions as (

    select
        *,
        row_number() over (order by source, account_id, stated_from) as version_id

    from {{ ref('int_accounts__by_source') }}
    where external_ids is not null

),

taken_over as (

    select
        lost.account_id as old_account_id,
        versions.account_id as new_account_id,
        cast(versions.stated_from as date) as merged_on

    from ({{ split_list('versions', 'version_id', 'external_ids') }}) as listed
    inner join versions
        on listed.version_id = versions.version_id
    inner join (select distinct source, account_id from {{ ref('int_accounts__by_source') }}) as lost
        on
            versions.source = lost.source
            and lower(listed.list_item) = lower(lost.account_id)

),

stated as (

    select old_account_id, new_account_id, merged_on
    from {{ ref('account_merges') }}

    union all

    select old_account_id, new_account_id, merged_on
    from taken_over

)

select
    old_account_id,
    new_account_id,
    merged_on

from stated
where old_account_id <> new_account_id
-- An account ends once: the first merge counts.
qualify row_number() over (partition by old_account_id order by merged_on, new_account_id) = 1
