-- Messages in the columns of the landing contract.
with

messages as (

    select * from {{ ref('stg_zendesk__messages_with_author') }}

),

merged as (

    select * from {{ ref('stg_zendesk__merged_tickets') }}

),

interactions as (

    select
        -- ids
        messages.message_id as interaction_id,
        'zendesk' as source,
        coalesce(
            'zendesk:' || messages.account_organization_id,
            messages.requester_email,
            'zendesk:' || messages.requester_id,
            case
                when messages.author_role = 'customer'
                    then coalesce('zendesk:' || messages.writer_organization_id, messages.writer_email)
            end
        ) as account_key,
        coalesce(merged.surviving_id, messages.ticket_id) as thread_id,
        messages.writer_id as author_id,
        case when messages.author_role = 'agent' then messages.writer_id else messages.assignee_id end as agent_id,

        -- text
        coalesce(messages.channel, messages.ticket_channel, 'ticket') as channel,
        messages.author_role,
        messages.team,
        cast(null as {{ dbt.type_string() }}) as product,
        messages.brand,
        messages.text,
        cast(null as {{ dbt.type_string() }}) as language,
        messages.source_url,

        -- numerics
        messages.rating,
        case when messages.rating is not null then 'csat_1_5' end as rating_scale,
        cast(null as decimal(9, 6)) as polarity,

        -- timestamps
        messages.occurred_at,
        coalesce(messages.loaded_at, messages.occurred_at) as loaded_at,

        -- how the row was read
        messages.failed_casts,
        messages.landing_file,
        cast(null as {{ dbt.type_bigint() }}) as landing_row

    from messages
    left join merged
        on messages.ticket_id = merged.ticket_id

)

select * from interactions
