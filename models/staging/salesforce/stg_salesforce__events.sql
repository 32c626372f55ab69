-- What the user's own people did for an account. Only what is done and leads to an account is an event; the subject
-- of a task may name people and stays behind.
with

events as (

    select
        -- ids
        'salesforce:' || task_id as event_id,
        'csm_touchpoint' as event_type,

        -- text
        'account' as scope,
        account_id as scope_id,
        task_subtype as title,

        -- timestamps
        occurred_at as started_at,
        cast(null as {{ dbt.type_timestamp() }}) as ended_at,
        loaded_at,

        -- how the row was read
        cast(null as {{ dbt.type_string() }}) as failed_casts,
        'salesforce.task' as landing_file,
        cast(null as {{ dbt.type_bigint() }}) as landing_row

    from {{ ref('stg_salesforce__tasks') }}
    where is_completed and not is_deleted and account_id is not null

)

select * from events
