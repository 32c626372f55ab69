with

source as (

    {{ source_table('intercom', 'conversation_history') }}

),

latest as (

    select * from source
    qualify row_number() over (
        partition by id
        order by
            coalesce(_fivetran_active, true) desc nulls last,
            _fivetran_synced desc nulls last,
            updated_at desc nulls last
    ) = 1

),

participants as (

    {{ source_table('intercom', 'conversation_contact_history') }}

),

first_contacts as (

    select participants.conversation_id, min(participants.contact_id) as contact_id
    from participants
    group by participants.conversation_id

),

team_rows as (

    {{ source_table('intercom', 'team') }}

),

teams as (

    select id, max(name) as team_name from team_rows
    group by id

),

renamed as (

    select
        -- ids
        latest.id as conversation_id,
        coalesce(
            case when latest.source_author_type in ('user', 'lead', 'contact') then latest.source_author_id end,
            first_contacts.contact_id
        ) as contact_id,
        case when latest.assignee_type = 'admin' then latest.assignee_id end as assignee_id,

        -- text
        case
            when latest.source_type = 'email' then 'email'
            when latest.source_type in ('facebook', 'twitter', 'instagram') then 'social'
            when latest.source_type = 'sms' then 'sms'
            when latest.source_type = 'phone_call' then 'call'
            else 'chat'
        end as channel,
        teams.team_name as team,
        {{ source_link('intercom', 'latest.id') }} as source_url

    from latest
    left join first_contacts
        on latest.id = first_contacts.conversation_id
    left join teams
        on latest.team_assignee_id = teams.id

)

select * from renamed
