-- A contact of several companies belongs to none: its address may tell, a guess may not.
with

source as (

    {{ source_table('intercom', 'contact_history') }}

),

links as (

    {{ source_table('intercom', 'contact_company_history') }}

),

only_companies as (

    select links.contact_id, min(links.company_id) as company_id
    from links
    where coalesce(links._fivetran_active, true)
    group by links.contact_id
    having count(distinct links.company_id) = 1

),

latest as (

    select * from source
    qualify row_number() over (
        partition by id
        order by
            coalesce(_fivetran_active, true) desc nulls last,
            _fivetran_synced desc nulls last,
            updated_at desc nulls last,
            email asc
    ) = 1

),

contacts as (

    select
        -- ids
        'intercom:' || latest.id as contact_id,
        'intercom' as source,
        latest.external_id,
        'intercom:' || only_companies.company_id as account_key,
        companies.external_id as company_external_id,

        -- text
        lower(latest.email) as email,

        -- booleans
        false as is_staff,
        coalesce(latest._fivetran_deleted, false) as is_deleted,

        -- timestamps
        latest.created_at,
        latest._fivetran_synced as loaded_at

    from latest
    left join only_companies
        on latest.id = only_companies.contact_id
    left join {{ ref('stg_intercom__companies') }} as companies
        on only_companies.company_id = companies.intercom_company_id

)

select * from contacts
