-- Every key under which an account may write, and the one account it leads to. A key that two accounts claim leads to
-- none: a wrong account is worse than an unmapped message.
with

accounts as (

    select * from {{ ref('int_accounts__versions') }}
    where is_current

),

listed as (

    select account_id, lower(account_id) as match_key, 'account_id' as match_kind, 1 as precedence
    from accounts

    union all

    select account_id, lower(list_item) as match_key, 'external_id' as match_kind, 2 as precedence
    from ({{ split_list('accounts', 'account_id', 'external_ids') }}) as external_ids

    union all

    select account_id, lower(list_item) as match_key, 'domain' as match_kind, 3 as precedence
    from ({{ split_list('accounts', 'account_id', 'domains') }}) as domains

),

unambiguous as (

    select
        listed.match_key,
        listed.match_kind,
        listed.precedence,
        min(listed.account_id) as account_id

    from listed
    where listed.match_key is not null
    group by listed.match_key, listed.match_kind, listed.precedence
    having count(distinct listed.account_id) = 1

)

select
    match_key,
    match_kind,
    account_id

from unambiguous
qualify row_number() over (partition by match_key order by precedence) = 1
