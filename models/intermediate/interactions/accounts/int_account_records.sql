-- What may be an account: the rows of sources that keep accounts, and the companies of sources that were there before any
-- of those. A company that comes after is known by what its source says it is called elsewhere: see int_company_keys.
with

account_rows as (

    select distinct
        accounts.source,
        accounts.account_id,
        accounts.external_ids,
        accounts.domains

    from {{ ref('int_accounts__converted') }} as accounts
    cross join {{ ref('int_as_of') }} as as_of
    where accounts.known_on <= as_of.as_of

),

first_with_accounts as (

    select min(ordering.source_order) as source_order
    from {{ ref('int_accounts__checked') }} as accounts
    inner join {{ ref('int_source_order') }} as ordering
        on accounts.source = ordering.source

)

select
    lower(account_rows.source || ':' || account_rows.account_id) as record_id,
    account_rows.source,
    ordering.source_order,
    account_rows.account_id,
    account_rows.external_ids,
    account_rows.domains,
    false as is_company

from account_rows
inner join {{ ref('int_source_order') }} as ordering
    on account_rows.source = ordering.source

union all

select
    companies.company_id as record_id,
    companies.source,
    ordering.source_order,
    companies.company_id as account_id,
    companies.external_id as external_ids,
    companies.domains,
    true as is_company

from {{ ref('int_companies__unioned') }} as companies
inner join {{ ref('int_source_order') }} as ordering
    on companies.source = ordering.source
cross join first_with_accounts
where first_with_accounts.source_order is null or ordering.source_order < first_with_accounts.source_order
