-- Who wrote decides what a message counts for. A user that is not there any more is the ticket's requester or counts
-- as an agent, and so does who is not named: what an agent says must never pass for the customer's mood. Only a survey
-- without a name is sure to be the requester's. What was said in a ticket that was deleted is gone with it.
with

messages as (

    select
        messages.*,
        case when messages.channel = 'survey' then coalesce(messages.author_id, tickets.requester_id) else messages.author_id end
            as writer_id,
        tickets.requester_id,
        tickets.assignee_id,
        tickets.organization_id,
        tickets.channel as ticket_channel,
        tickets.team,
        tickets.brand,
        tickets.source_url

    from {{ ref('stg_zendesk__messages') }} as messages
    left join {{ ref('stg_zendesk__tickets') }} as tickets
        on messages.ticket_id = tickets.ticket_id
    where not coalesce(tickets.is_deleted, false)

),

with_author as (

    select
        messages.*,
        coalesce(messages.organization_id, requesters.organization_id) as account_organization_id,
        requesters.email as requester_email,
        writers.organization_id as writer_organization_id,
        writers.email as writer_email,
        case
            when messages.is_written_by_zendesk or messages.writer_id in ('-1', '0') then 'bot'
            when writers.author_role is not null then writers.author_role
            when messages.writer_id = messages.requester_id then 'customer'
            else 'agent'
        end as author_role

    from messages
    left join {{ ref('stg_zendesk__users') }} as writers
        on messages.writer_id = writers.user_id
    left join {{ ref('stg_zendesk__users') }} as requesters
        on messages.requester_id = requesters.user_id

)

select * from with_author
