-- Other systems' names for an account: each leads to one account, or is not here. Where two sources keep the same account
-- and one lists the other's id, the source with the lower precedence number gives the account its id.
with

account_rows as (

    select
        accounts.source,
        accounts.account_id,
        accounts.external_ids,
        coalesce(own.precedence, other.precedence) as precedence,
        row_number() over (order by accounts.source, accounts.account_id, accounts.external_ids) as row_id

    from (select distinct source, account_id, external_ids from {{ ref('int_accounts__converted') }}) as accounts
    left join {{ ref('account_sources') }} as own
        on accounts.source = own.source
    left join {{ ref('account_sources') }} as other
        on other.source = 'default'

),

named as (

    select lower(listed.list_item) as alias, account_rows.source, account_rows.account_id, account_rows.precedence
    from ({{ split_list('account_rows', 'row_id', 'external_ids') }}) as listed
    inner join account_rows
        on listed.row_id = account_rows.row_id

    union

    select lower(source || ':' || account_id) as alias, source, account_id, precedence
    from account_rows

),

strongest as (

    select *
    from named
    qualify rank() over (partition by alias order by precedence) = 1

)

select
    strongest.alias,
    min(strongest.account_id) as account_id

from strongest
group by strongest.alias
having count(distinct strongest.account_id) = 1
