with

source as (

    {{ source_table('zendesk', 'ticket_comment') }}

),

renamed as (

    select
        -- ids
        id as message_id,
        ticket_id,
        user_id as author_id,

        -- text
        case
            when public = false then 'note'
            when voice_comment then 'call'
            when tweet or facebook_comment then 'social'
        end as channel,
        -- What Zendesk files about a call says who called and for how long: the call counts, and nobody's words are in it.
        case
            when
                body like '%Time of call: %'
                and (
                    body like 'Inbound call from %' or body like 'Outbound call to %' or body like 'Voicemail from %'
                    or body like 'Call from: %' or body like 'Call to: %'
                )
                then null
            else body
        end as text,

        -- booleans
        -- When it merges two tickets Zendesk repeats the customer's last words, and of a chat it files the transcript.
        -- A customer who writes about either starts or goes on in another way.
        body like 'This request was closed and merged into request #%'
        or body like 'Request #% was closed and merged into this request%'
        or body like 'Requests #% were closed and merged into this request%'
        or body like 'Conversation with %(__:__:__%) %'
        or body like 'Chat started: %' as is_written_by_zendesk,
        coalesce(_fivetran_deleted, false) as is_deleted,

        -- timestamps
        created as occurred_at,
        _fivetran_synced as loaded_at,

        -- how the row was read
        case when failed_casts like '%created %' then 'occurred_at ' end as failed_casts

    from source

)

select * from renamed
