-- What was read and what was handed on; the two must add up (tests/singular/connectors).
with

accounts as (

    {{ source_table('salesforce', 'account') }}

),

read_rows as (

    select
        'account' as table_name,
        count(*) as raw_rows,
        sum(case when is_deleted then 1 else 0 end) as left_out,
        'deleted or merged' as left_out_reason

    from accounts

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
