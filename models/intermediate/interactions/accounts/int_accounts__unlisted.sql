-- Accounts that no source of accounts lists: the companies of sources that came before any such source, and, where nothing
-- says who a key is, the key itself. An address stands for itself only as long as no source knows a company.
with

companies as (

    select
        roots.source,
        roots.account_id,
        companies.company_id,
        companies.company_name,
        companies.domains,
        companies.external_id

    from {{ ref('int_account_record_roots') }} as roots
    inner join {{ ref('int_companies__unioned') }} as companies
        on roots.record_id = companies.company_id

),

first_with_accounts as (

    select min(ordering.source_order) as source_order
    from {{ ref('int_accounts__checked') }} as accounts
    inner join {{ ref('int_source_order') }} as ordering
        on accounts.source = ordering.source

),

-- Case makes no difference to a key. What arrives through the landing may name the accounts of any source.
keys_as_accounts as (

    select min(interactions.account_key) as account_id
    from {{ ref('int_interactions__deduplicated') }} as interactions
    cross join first_with_accounts
    cross join (select count(*) as n_companies from {{ ref('int_companies__unioned') }}) as counts
    left join {{ ref('int_source_order') }} as ordering
        on
            interactions.source = ordering.source
            and interactions.source <> 'landing'
    left join {{ ref('int_companies__unioned') }} as companies
        on lower(interactions.account_key) = companies.company_id
    where
        interactions.account_key is not null
        and companies.company_id is null
        and (first_with_accounts.source_order is null or ordering.source_order < first_with_accounts.source_order)
        and not {{ reads_like_message('interactions.account_key') }}
        and (
            interactions.account_key not like '_%@%'
            or (counts.n_companies = 0 and first_with_accounts.source_order is null)
        )
    group by lower(interactions.account_key)

)

select
    source,
    account_id,
    min(company_name) as account_name,
    {{ joined_texts('domains', "'|'", 'company_id') }} as domains,
    {{ joined_texts('external_id', "'|'", 'company_id') }} as external_ids

from companies
group by source, account_id

union all

select
    'keys' as source,
    account_id,
    account_id as account_name,
    cast(null as {{ dbt.type_string() }}) as domains,
    cast(null as {{ dbt.type_string() }}) as external_ids

from keys_as_accounts
