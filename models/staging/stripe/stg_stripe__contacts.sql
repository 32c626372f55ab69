with

contacts as (

    select
        -- ids
        'stripe:' || customer_id as contact_id,
        'stripe' as source,
        external_id,
        account_key,
        external_id as company_external_id,

        -- text
        email,

        -- booleans
        false as is_staff,
        is_deleted,

        -- timestamps
        created_at,
        loaded_at

    from {{ ref('stg_stripe__customers') }}

)

select * from contacts
