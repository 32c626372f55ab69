with

source as (

    {{ source_table('salesforce', 'opportunity') }}

),

renamed as (

    select
        -- ids
        id as opportunity_id,
        account_id,

        -- text
        lower(type) as opportunity_type,
        stage_name,
        currency_iso_code as currency,

        -- numerics
        amount,

        -- booleans
        coalesce(is_closed, lower(stage_name) like 'closed%') as is_closed,
        coalesce(is_won, lower(stage_name) = 'closed won') as is_won,
        coalesce(is_deleted, false) or coalesce(_fivetran_deleted, false) as is_deleted,

        -- dates and timestamps
        close_date as closed_on,
        created_date as created_at,
        last_modified_date as updated_at,
        _fivetran_synced as loaded_at

    from source

),

latest as (

    select * from renamed
    qualify row_number() over (
        partition by opportunity_id order by loaded_at desc nulls last, updated_at desc nulls last, stage_name asc
    ) = 1

)

select * from latest
