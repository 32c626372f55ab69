-- Under which keys an account may know a source's company: what the source says that it is called elsewhere, and its
-- domains. An id without the system it is from may be any system's: `bare_id`.
with

companies as (

    select
        companies.*,
        ordering.source_order

    from {{ ref('int_companies__unioned') }} as companies
    inner join {{ ref('int_source_order') }} as ordering
        on companies.source = ordering.source

),

kinds as (

    select 'account_id' as key_kind
    union all
    select 'external_id' as key_kind
    union all
    select 'bare_id' as key_kind

)

select
    companies.company_id,
    companies.source_order,
    lower(trim(companies.external_id)) as match_key,
    kinds.key_kind

from companies
cross join kinds
where companies.external_id is not null

union

select
    companies.company_id,
    companies.source_order,
    {{ bare_domain('listed.list_item') }} as match_key,
    'domain' as key_kind

from ({{ split_list('companies', 'company_id', 'domains') }}) as listed
inner join companies
    on listed.company_id = companies.company_id
