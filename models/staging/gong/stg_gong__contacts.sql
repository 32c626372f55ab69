-- A person is known by the address with which they joined a call, for Gong has no other id of outsiders; hashed,
-- because an id travels further than an address may.
with

contacts as (

    select
        -- ids
        'gong:' || {{ dbt.hash('participants.email') }} as contact_id,
        'gong' as source,
        max(participants.user_id) as external_id,
        cast(null as {{ dbt.type_string() }}) as account_key,
        cast(null as {{ dbt.type_string() }}) as company_external_id,

        -- text
        participants.email,

        -- booleans
        max(case when participants.author_role = 'agent' then 1 else 0 end) = 1 as is_staff,
        false as is_deleted,

        -- timestamps
        min(participants.loaded_at) as created_at,
        min(participants.loaded_at) as loaded_at

    from {{ ref('stg_gong__participants') }} as participants
    where participants.email is not null
    group by participants.email

)

select * from contacts
