with

source as (

    {{ source_table('salesforce', 'contact') }}

),

contacts as (

    select
        -- ids
        'salesforce:' || id as contact_id,
        'salesforce' as source,
        id as external_id,
        account_id as account_key,
        account_id as company_external_id,

        -- text
        lower(email) as email,

        -- booleans
        false as is_staff,
        coalesce(is_deleted, false) or coalesce(_fivetran_deleted, false) as is_deleted,

        -- timestamps
        created_date as created_at,
        _fivetran_synced as loaded_at

    from source
    qualify row_number() over (
        partition by id order by _fivetran_synced desc nulls last, last_modified_date desc nulls last, email asc
    ) = 1

)

select * from contacts
