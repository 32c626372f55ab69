with

source as (

    {{ source_table('zendesk', 'user') }}

),

renamed as (

    select
        -- ids
        id as user_id,
        organization_id,
        external_id,

        -- text
        lower(email) as email,
        case
            when role = 'end-user' then 'customer'
            when role is not null then 'agent'
        end as author_role,

        -- booleans
        not coalesce(active, true) or coalesce(_fivetran_deleted, false) as is_deleted,

        -- timestamps
        created_at,
        updated_at,
        _fivetran_synced as loaded_at

    from source

),

latest as (

    select * from renamed
    qualify row_number() over (
        partition by user_id order by loaded_at desc nulls last, updated_at desc nulls last, email asc
    ) = 1

)

select * from latest
