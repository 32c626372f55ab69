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

first_counts as (

    select
        'ticket_comment' as table_name,
        count(*) as raw_rows,
        sum(case when _fivetran_deleted then 1 else 0 end) as left_out,
        'deleted in Zendesk, by itself or with its ticket' as left_out_reason

    from comments

    union all

    select
        'ticket_chat_event' as table_name,
        count(*) as raw_rows,
        sum(case when lower(type) = 'chatmessage' then 0 else 1 end) as left_out,
        'no message, or of a deleted ticket' as left_out_reason

    from chat_events

    union all

    select
        'satisfaction_rating' as table_name,
        count(*) as raw_rows,
        sum(case when lower(score) like 'good%' or lower(score) like 'bad%' then 0 else 1 end) as left_out,
        'not answered, or of a deleted ticket' as left_out_reason

    from surveys

),

with_deleted_tickets as (

    select messages.landing_file, count(*) as n_messages
    from {{ ref('stg_zendesk__messages') }} as messages
    inner join {{ ref('stg_zendesk__tickets') }} as tickets
        on messages.ticket_id = tickets.ticket_id
    where tickets.is_deleted
    group by messages.landing_file

),

read_rows as (

    select
        first_counts.table_name,
        first_counts.raw_rows,
        first_counts.left_out + coalesce(with_deleted_tickets.n_messages, 0) as left_out,
        first_counts.left_out_reason

    from first_counts
    left join with_deleted_tickets
        on with_deleted_tickets.landing_file = 'zendesk.' || first_counts.table_name

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
