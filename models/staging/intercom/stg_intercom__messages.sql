-- First messages, later parts and ratings in one shape. The history tables hold a message once for every version of its
-- conversation: those are re-deliveries, told apart downstream.
with

conversations as (

    {{ source_table('intercom', 'conversation_history') }}

),

parts as (

    {{ source_table('intercom', 'conversation_part_history') }}

),

messages as (

    select
        'conversation-' || id as message_id,
        id as conversation_id,
        source_author_id as author_id,
        source_author_type as author_type,
        cast(null as {{ dbt.type_string() }}) as channel,
        source_body as text,
        cast(null as double) as rating,
        created_at as occurred_at,
        _fivetran_synced as loaded_at,
        case when failed_casts like 'created_at %' or failed_casts like '% created_at %' then 'occurred_at ' end
            as failed_casts,
        'intercom.conversation_history' as landing_file

    from conversations
    where source_body is not null

    union all

    select
        'part-' || id as message_id,
        conversation_id,
        author_id,
        author_type,
        case when part_type like '%note%' or part_type like '%assign%' then 'note' end as channel,
        body as text,
        cast(null as double) as rating,
        created_at as occurred_at,
        _fivetran_synced as loaded_at,
        case when failed_casts like '%created_at %' then 'occurred_at ' end as failed_casts,
        'intercom.conversation_part_history' as landing_file

    from parts
    where body is not null

    union all

    select
        'rating-' || id as message_id,
        id as conversation_id,
        cast(null as {{ dbt.type_string() }}) as author_id,
        'contact' as author_type,
        'survey' as channel,
        conversation_rating_remark as text,
        conversation_rating_value as rating,
        -- Without a time of its own a rating is as old as the first version that has it.
        coalesce(conversation_rating_created_at, min(updated_at) over (partition by id, conversation_rating_value))
            as occurred_at,
        _fivetran_synced as loaded_at,
        case when failed_casts like '%conversation_rating_created_at %' then 'occurred_at ' end as failed_casts,
        'intercom.conversation_rating' as landing_file

    from conversations
    where conversation_rating_value is not null

)

select * from messages
