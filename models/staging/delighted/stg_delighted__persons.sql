with

source as (

    {{ source_table('delighted', 'person') }}

),

renamed as (

    select
        -- ids
        id as person_id,

        -- text
        lower(email) as email,

        -- timestamps
        created_at,
        _fivetran_synced as loaded_at

    from source

),

latest as (

    select * from renamed
    qualify row_number() over (partition by person_id order by loaded_at desc nulls last, email asc) = 1

)

select * from latest
