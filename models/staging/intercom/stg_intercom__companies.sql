with

source as (

    {{ source_table('intercom', 'company_history') }}

),

renamed as (

    select
        -- ids
        id as intercom_company_id,
        'intercom:' || id as company_id,
        company_id as external_id,

        -- text
        name as company_name,
        {{ website_domains('website') }} as domains,

        -- booleans
        coalesce(_fivetran_deleted, false) as is_deleted,

        -- timestamps
        created_at,
        updated_at,
        _fivetran_synced as loaded_at

    from source
    qualify row_number() over (
        partition by id
        order by
            coalesce(_fivetran_active, true) desc nulls last,
            _fivetran_synced desc nulls last,
            updated_at desc nulls last,
            name asc
    ) = 1

)

select * from renamed
