-- The keys of a merged account pass to its successor on the day of the merge; before it they stay where they were. The
-- earliest claim on a key is taken to hold for all time before it.
with

accounts as (

    select distinct account_id from {{ ref('int_accounts__combined') }}

),

successors as (

    select
        successors.account_id,
        successors.successor_id,
        successors.valid_from,
        coalesce(successors.valid_to, {{ end_of_time() }}) as valid_to

    from {{ ref('int_account_successors') }} as successors
    inner join accounts
        on successors.successor_id = accounts.account_id

),

ends as (

    select account_id, min(valid_from) as merged_at
    from successors
    group by account_id

),

kept as (

    select
        claims.account_id,
        claims.match_kind,
        claims.match_key,
        claims.valid_from,
        case when ends.merged_at < claims.valid_to then ends.merged_at else claims.valid_to end as valid_to

    from {{ ref('int_account_key_claims') }} as claims
    left join ends
        on claims.account_id = ends.account_id
    where ends.merged_at is null or claims.valid_from < ends.merged_at

),

passed_on as (

    select
        successors.successor_id as account_id,
        claims.match_kind,
        claims.match_key,
        greatest(claims.valid_from, successors.valid_from) as valid_from,
        least(claims.valid_to, successors.valid_to) as valid_to

    from {{ ref('int_account_key_claims') }} as claims
    inner join successors
        on
            claims.account_id = successors.account_id
            and claims.valid_from < successors.valid_to
            and claims.valid_to > successors.valid_from

),

-- The id of an account that is merged and gone from the data still leads to its successor.
of_the_gone as (

    select
        successors.successor_id as account_id,
        'account_id' as match_kind,
        lower(successors.account_id) as match_key,
        successors.valid_from,
        successors.valid_to

    from successors
    left join accounts
        on successors.account_id = accounts.account_id
    where accounts.account_id is null

),

all_claims as (

    select account_id, match_kind, match_key, valid_from, valid_to from kept
    union all
    select account_id, match_kind, match_key, valid_from, valid_to from passed_on
    union all
    select account_id, match_kind, match_key, valid_from, valid_to from of_the_gone

)

select
    account_id,
    match_kind,
    match_key,
    case
        when valid_from = min(valid_from) over (partition by match_kind, match_key) then {{ start_of_time() }}
        else valid_from
    end as valid_from,
    valid_to

from all_claims
