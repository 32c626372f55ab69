-- Users in the shape that every connector gives its contacts: who writes under which address, and for which company.
with

users as (

    select * from {{ ref('stg_zendesk__users') }}

),

contacts as (

    select
        -- ids
        'zendesk:' || users.user_id as contact_id,
        'zendesk' as source,
        users.external_id,
        organizations.company_id as account_key,
        organizations.external_id as company_external_id,

        -- text
        users.email,

        -- booleans
        coalesce(users.author_role = 'agent', false) as is_staff,
        users.is_deleted,

        -- timestamps
        users.created_at,
        users.loaded_at

    from users
    left join {{ ref('stg_zendesk__organizations') }} as organizations
        on users.organization_id = organizations.organization_id

)

select * from contacts
