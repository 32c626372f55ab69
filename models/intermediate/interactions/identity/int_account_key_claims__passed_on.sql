-- The keys that a merged account's successor takes over, from the day of the merge on. The id of an account that is merged
-- and gone from the data still leads to its successor.
with

accounts as (

    select versions.account_id, min(versions.source_order) as source_order
    from {{ ref('int_accounts__by_source') }} as versions
    group by versions.account_id

),

successors as (

    select
        successors.account_id,
        successors.successor_id,
        accounts.source_order,
        successors.valid_from,
        coalesce(successors.valid_to, {{ end_of_time() }}) as valid_to

    from {{ ref('int_account_successors') }} as successors
    inner join accounts
        on successors.successor_id = accounts.account_id

)

select
    successors.successor_id as account_id,
    successors.account_id as merged_account_id,
    claims.match_kind,
    claims.match_key,
    claims.source_order,
    greatest(claims.valid_from, successors.valid_from) as valid_from,
    least(claims.valid_to, successors.valid_to) as valid_to

from {{ ref('int_account_key_claims') }} as claims
inner join successors
    on
        claims.account_id = successors.account_id
        and claims.valid_from < successors.valid_to
        and claims.valid_to > successors.valid_from

union all

select
    successors.successor_id as account_id,
    successors.account_id as merged_account_id,
    'account_id' as match_kind,
    lower(successors.account_id) as match_key,
    successors.source_order,
    successors.valid_from,
    successors.valid_to

from successors
left join accounts
    on successors.account_id = accounts.account_id
where accounts.account_id is null
