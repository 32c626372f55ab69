with

source as (

    {{ source_table('salesforce', 'user') }}

),

renamed as (

    select
        -- ids
        id as user_id,

        -- text
        name as user_name,
        lower(email) as email,

        -- booleans
        coalesce(is_active, true) as is_active,

        -- timestamps
        last_modified_date as updated_at,
        _fivetran_synced as loaded_at

    from source

),

latest as (

    select * from renamed
    qualify row_number() over (
        partition by user_id order by loaded_at desc nulls last, updated_at desc nulls last, user_name asc
    ) = 1

)

select * from latest
