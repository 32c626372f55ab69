-- Accounts that no source of accounts lists. Where there is no such source at all, the companies that connectors know are
-- the accounts, and without those each key is one.
with

companies as (

    select distinct
        company_id,
        company_name,
        domains,
        external_id
    from {{ ref('int_companies__unioned') }}
    where not exists (select 1 as found from {{ ref('int_accounts__checked') }})

),

-- Case makes no difference to a key.
keys_as_accounts as (

    select min(interactions.account_key) as account_id
    from {{ ref('int_interactions__deduplicated') }} as interactions
    cross join (select count(*) as n_companies from {{ ref('int_companies__unioned') }}) as counts
    left join companies
        on lower(interactions.account_key) = companies.company_id
    where
        interactions.account_key is not null
        and companies.company_id is null
        and not exists (select 1 as found from {{ ref('int_accounts__checked') }})
        and (interactions.account_key not like '_%@%' or counts.n_companies = 0)
    group by lower(interactions.account_key)

)

select
    'companies' as source,
    company_id as account_id,
    company_name as account_name,
    domains,
    external_id as external_ids

from companies

union all

select
    'keys' as source,
    account_id,
    account_id as account_name,
    cast(null as {{ dbt.type_string() }}) as domains,
    cast(null as {{ dbt.type_string() }}) as external_ids

from keys_as_accounts
