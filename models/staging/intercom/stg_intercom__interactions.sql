with

messages as (

    select
        messages.*,
        conversations.contact_id,
        conversations.assignee_id,
        conversations.channel as conversation_channel,
        conversations.team,
        conversations.source_url,
        case
            when messages.author_type in ('user', 'lead', 'contact') then 'customer'
            when messages.author_type = 'bot' then 'bot'
            else 'agent'
        end as author_role

    from {{ ref('stg_intercom__messages') }} as messages
    left join {{ ref('stg_intercom__conversations') }} as conversations
        on messages.conversation_id = conversations.conversation_id

),

with_contact as (

    select
        messages.*,
        coalesce(
            contacts.account_key, contacts.email, 'intercom:' || messages.contact_id
        ) as account_key

    from messages
    left join {{ ref('stg_intercom__contacts') }} as contacts
        on contacts.contact_id = 'intercom:' || messages.contact_id

),

interactions as (

    select
        -- ids
        message_id as interaction_id,
        'intercom' as source,
        account_key,
        conversation_id as thread_id,
        coalesce(author_id, case when author_role = 'customer' then contact_id end) as author_id,
        case when author_role = 'agent' then author_id else assignee_id end as agent_id,

        -- text
        coalesce(channel, conversation_channel, 'chat') as channel,
        author_role,
        team,
        cast(null as {{ dbt.type_string() }}) as product,
        cast(null as {{ dbt.type_string() }}) as brand,
        text,
        cast(null as {{ dbt.type_string() }}) as language,
        source_url,

        -- numerics
        rating,
        case when rating is not null then 'csat_1_5' end as rating_scale,
        cast(null as decimal(9, 6)) as polarity,

        -- timestamps
        occurred_at,
        coalesce(loaded_at, occurred_at) as loaded_at,

        -- how the row was read
        failed_casts,
        landing_file,
        cast(null as {{ dbt.type_bigint() }}) as landing_row

    from with_contact

)

select * from interactions
