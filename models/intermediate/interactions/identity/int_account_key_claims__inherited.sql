-- The keys of a merged account stay where they were until the day of the merge, and are its successor's from then on. The
-- earliest claim that a source knows of on a key is taken to hold for all time before it.
with

first_merges as (

    select old_account.account_id, min(old_account.valid_from) as merged_at
    from {{ ref('int_account_successors') }} as old_account
    inner join (select distinct account_id from {{ ref('int_accounts__by_source') }}) as successors
        on old_account.successor_id = successors.account_id
    group by old_account.account_id

),

all_claims as (

    select
        claims.account_id,
        claims.match_kind,
        claims.match_key,
        claims.source_order,
        claims.valid_from,
        case when first_merges.merged_at < claims.valid_to then first_merges.merged_at else claims.valid_to end as valid_to

    from {{ ref('int_account_key_claims') }} as claims
    left join first_merges
        on claims.account_id = first_merges.account_id
    where first_merges.merged_at is null or claims.valid_from < first_merges.merged_at

    union all

    select
        account_id,
        match_kind,
        match_key,
        source_order,
        valid_from,
        valid_to

    from {{ ref('int_account_key_claims__passed_on') }}

)

select
    account_id,
    match_kind,
    match_key,
    source_order,
    case
        when valid_from = min(valid_from) over (partition by match_kind, match_key, source_order)
            then {{ start_of_time() }}
        else valid_from
    end as valid_from,
    valid_to

from all_claims
