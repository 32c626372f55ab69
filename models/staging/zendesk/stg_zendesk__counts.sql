-- What was read and what was handed on; the two must add up (tests/singular/connectors). Refers to all that the
-- connector hands on, for macro connector_models.
with

comments as (

    {{ source_table('zendesk', 'ticket_comment') }}

),

chat_events as (

    {{ source_table('zendesk', 'ticket_chat_event') }}

),

surveys as (

    {{ source_table('zendesk', 'satisfaction_rating') }}

),

read_rows as (

    select
        'ticket_comment' as table_name,
        count(*) as raw_rows,
        sum(case when _fivetran_deleted then 1 else 0 end) as left_out,
        'deleted in Zendesk' as left_out_reason

    from comments

    union all

    select
        'ticket_chat_event' as table_name,
        count(*) as raw_rows,
        sum(case when lower(type) = 'chatmessage' then 0 else 1 end) as left_out,
        'no message' as left_out_reason

    from chat_events

    union all

    select
        'satisfaction_rating' as table_name,
        count(*) as raw_rows,
        sum(case when lower(score) like 'good%' or lower(score) like 'bad%' then 0 else 1 end) as left_out,
        'not answered' as left_out_reason

    from surveys

)

{{ connector_counts(
    'zendesk',
    {
        'ticket_comment': 'interactions',
        'ticket_chat_event': 'interactions',
        'satisfaction_rating': 'interactions',
    },
    also=['contacts', 'organizations', 'users'],
) }}
