-- Comments, chat messages and survey answers in one shape, before anything is known of their ticket and author.
with

comments as (

    select
        message_id,
        ticket_id,
        author_id,
        channel,
        text,
        cast(null as double) as rating,
        is_written_by_zendesk,
        occurred_at,
        loaded_at,
        failed_casts,
        'zendesk.ticket_comment' as landing_file

    from {{ ref('stg_zendesk__ticket_comments') }}
    where not is_deleted

),

chat_messages as (

    select
        message_id,
        ticket_id,
        author_id,
        channel,
        text,
        cast(null as double) as rating,
        false as is_written_by_zendesk,
        occurred_at,
        loaded_at,
        failed_casts,
        'zendesk.ticket_chat_event' as landing_file

    from {{ ref('stg_zendesk__chat_messages') }}

),

ratings as (

    select
        message_id,
        ticket_id,
        author_id,
        channel,
        text,
        rating,
        false as is_written_by_zendesk,
        occurred_at,
        loaded_at,
        failed_casts,
        'zendesk.satisfaction_rating' as landing_file

    from {{ ref('stg_zendesk__satisfaction_ratings') }}

),

unioned as (

    select * from comments
    union all
    select * from chat_messages
    union all
    select * from ratings

)

select * from unioned
