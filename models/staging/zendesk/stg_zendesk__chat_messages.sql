-- The messages of chats that became tickets. What else happens in a chat (joins, waits, files) is no message.
with

source as (

    {{ source_table('zendesk', 'ticket_chat_event') }}

),

chat_rows as (

    {{ source_table('zendesk', 'ticket_chat') }}

),

chats as (

    select chat_rows.chat_id, max(chat_rows.ticket_id) as ticket_id from chat_rows
    group by chat_rows.chat_id

),

renamed as (

    select
        -- ids
        'chat-' || source.chat_id || '-' || source.message_id as message_id,
        chats.ticket_id,
        source.actor_id as author_id,

        -- text
        'chat' as channel,
        source.message as text,

        -- timestamps
        source.created_at as occurred_at,
        source._fivetran_synced as loaded_at,

        -- how the row was read
        case when source.failed_casts like '%created_at %' then 'occurred_at ' end as failed_casts

    from source
    left join chats
        on source.chat_id = chats.chat_id
    where lower(source.type) = 'chatmessage'

)

select * from renamed
