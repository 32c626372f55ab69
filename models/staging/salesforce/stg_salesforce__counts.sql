-- What was read and what was handed on; the two must add up (tests/singular/connectors).
with

accounts as (

    {{ source_table('salesforce', 'account') }}

),

read_rows as (

    select
        'account' as table_name,
        count(*) as raw_rows,
        sum(
            case
                when deleted.account_id is not null and deleted.merged_into_id is null then 1
                when accounts.is_deleted or accounts._fivetran_deleted then 1
                else 0
            end
        ) as left_out,
        'deleted or merged' as left_out_reason

    from accounts
    left join {{ ref('stg_salesforce__deleted_accounts') }} as deleted
        on accounts.id = deleted.account_id

    union all

    select
        'task' as table_name,
        count(*) as raw_rows,
        sum(case when is_completed and not is_deleted and account_id is not null then 0 else 1 end) as left_out,
        'not done, deleted or without account' as left_out_reason

    from {{ ref('stg_salesforce__tasks') }}

)

{{ connector_counts(
    'salesforce',
    {
        'account': 'accounts',
        'task': 'events',
    },
    also=['contacts', 'opportunities', 'tasks', 'users'],
) }}
