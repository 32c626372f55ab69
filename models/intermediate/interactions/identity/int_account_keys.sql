-- Every key under which an account may write, by period, and the one account it leads to then. A key that two accounts
-- claim at a time leads to none: a wrong account is worse than an unmapped message.
with

claims as (

    select * from {{ ref('int_account_key_claims__inherited') }}

),

bounds as (

    select match_kind, match_key, valid_from as bound_at from claims
    union
    select match_kind, match_key, valid_to as bound_at from claims

),

periods as (

    select
        match_kind,
        match_key,
        bound_at as valid_from,
        lead(bound_at) over (partition by match_kind, match_key order by bound_at) as valid_to

    from bounds

),

claimed as (

    select
        periods.match_kind,
        periods.match_key,
        periods.valid_from,
        periods.valid_to,
        min(claims.account_id) as account_id,
        count(distinct claims.account_id) as n_accounts

    from periods
    inner join claims
        on
            periods.match_kind = claims.match_kind
            and periods.match_key = claims.match_key
            and periods.valid_from >= claims.valid_from
            and periods.valid_from < claims.valid_to
    where periods.valid_to is not null
    group by periods.match_kind, periods.match_key, periods.valid_from, periods.valid_to

)

select
    match_key,
    match_kind,
    case when n_accounts = 1 then account_id end as account_id,
    valid_from,
    nullif(valid_to, {{ end_of_time() }}) as valid_to,
    n_accounts,
    n_accounts > 1 as is_ambiguous

from claimed
