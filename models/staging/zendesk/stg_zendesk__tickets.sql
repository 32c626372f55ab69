with

source as (

    {{ source_table('zendesk', 'ticket') }}

),

latest as (

    select * from source
    qualify row_number() over (
        partition by id order by _fivetran_synced desc nulls last, updated_at desc nulls last, requester_id asc
    ) = 1

),

brands as (

    select id, max(name) as brand_name
    from ({{ source_table('zendesk', 'brand') }}) as brand_rows
    group by id

),

agent_groups as (

    select id, max(name) as group_name
    from ({{ source_table('zendesk', 'group') }}) as group_rows
    group by id

),

renamed as (

    select
        -- ids
        latest.id as ticket_id,
        latest.requester_id,
        latest.assignee_id,
        latest.organization_id,
        latest.merged_ticket_ids,

        -- text
        case
            when latest.via_channel in ('chat', 'native_messaging', 'sunshine_conversations_api', 'whatsapp', 'line')
                then 'chat'
            when latest.via_channel in ('voice', 'phone_call_inbound', 'phone_call_outbound', 'voicemail') then 'call'
            when latest.via_channel in ('twitter', 'facebook', 'instagram_dm') then 'social'
            when latest.via_channel in ('sms', 'mms') then 'sms'
            else 'ticket'
        end as channel,
        agent_groups.group_name as team,
        brands.brand_name as brand,
        coalesce(
            replace(replace(latest.url, '/api/v2/tickets/', '/agent/tickets/'), '.json', ''),
            {{ source_link('zendesk', 'latest.id') }}
        ) as source_url,

        -- booleans
        coalesce(lower(latest.status) = 'deleted', false) as is_deleted,

        -- timestamps
        latest.updated_at,
        latest._fivetran_synced as loaded_at

    from latest
    left join brands
        on latest.brand_id = brands.id
    left join agent_groups
        on latest.group_id = agent_groups.id

)

select * from renamed
