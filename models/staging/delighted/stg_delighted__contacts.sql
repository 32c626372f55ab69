with

contacts as (

    select
        -- ids
        'delighted:' || person_id as contact_id,
        'delighted' as source,
        cast(null as {{ dbt.type_string() }}) as external_id,
        cast(null as {{ dbt.type_string() }}) as account_key,
        cast(null as {{ dbt.type_string() }}) as company_external_id,

        -- text
        email,

        -- booleans
        false as is_staff,
        false as is_deleted,

        -- timestamps
        created_at,
        loaded_at

    from {{ ref('stg_delighted__persons') }}

)

select * from contacts
