with

source as (

    {{ source_table('salesforce', 'task') }}

),

contacts as (

    select contact_id, account_key as account_id from {{ ref('stg_salesforce__contacts') }}

),

renamed as (

    select
        -- ids
        source.id as task_id,
        coalesce(source.account_id, contacts.account_id) as account_id,
        source.owner_id,

        -- text
        coalesce(source.task_subtype, 'Task') as task_subtype,

        -- booleans
        coalesce(lower(source.status) = 'completed', false) as is_completed,
        coalesce(source.is_deleted, false) or coalesce(source._fivetran_deleted, false) as is_deleted,

        -- timestamps
        coalesce(
            source.completed_date_time, cast(source.activity_date as {{ dbt.type_timestamp() }}), source.created_date
        ) as occurred_at,
        source._fivetran_synced as loaded_at

    from source
    left join contacts
        on contacts.contact_id = 'salesforce:' || source.who_id

)

select * from renamed
