with

source as (

    {{ source_table('stripe', 'customer') }}

),

renamed as (

    select
        -- ids
        id as customer_id,
        coalesce(metadata_account_id, 'stripe:' || id) as account_key,
        metadata_account_id as external_id,

        -- text
        name as company_name,
        lower(email) as email,

        -- booleans
        coalesce(is_deleted, false) as is_deleted,

        -- timestamps
        created as created_at,
        _fivetran_synced as loaded_at

    from source
    where coalesce(livemode, true)

),

latest as (

    select * from renamed
    qualify row_number() over (partition by customer_id order by loaded_at desc nulls last, email asc) = 1

)

select * from latest
