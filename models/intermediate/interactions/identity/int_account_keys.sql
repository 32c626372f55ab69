-- Every key under which an account may write, by period, and the one account it leads to then: the source that came first
-- decides. A key that it gives two accounts at a time leads to none: a wrong account is worse than an unmapped message.
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

claimed_first as (

    select
        periods.*,
        claims.account_id,
        claims.source_order

    from periods
    inner join claims
        on
            periods.match_kind = claims.match_kind
            and periods.match_key = claims.match_key
            and periods.valid_from >= claims.valid_from
            and periods.valid_from < claims.valid_to
    where periods.valid_to is not null
    qualify rank() over (
        partition by periods.match_kind, periods.match_key, periods.valid_from order by claims.source_order
    ) = 1

)

select
    claims.match_key,
    claims.match_kind,
    case when count(distinct claims.account_id) = 1 then min(claims.account_id) end as account_id,
    claims.valid_from,
    nullif(claims.valid_to, {{ end_of_time() }}) as valid_to,
    min(claims.source_order) as source_order,
    count(distinct claims.account_id) as n_accounts,
    count(distinct claims.account_id) > 1 as is_ambiguous

from claimed_first as claims
group by claims.match_kind, claims.match_key, claims.valid_from, claims.valid_to
