-- Answers to satisfaction surveys. A survey that was offered and not answered is no answer.
with

source as (

    {{ source_table('zendesk', 'satisfaction_rating') }}

),

renamed as (

    select
        -- ids
        'rating-' || id as message_id,
        ticket_id,
        requester_id as author_id,

        -- text
        'survey' as channel,
        comment as text,

        -- numerics
        cast(case when lower(score) like 'good%' then 5 else 1 end as double) as rating,

        -- timestamps
        coalesce(updated_at, created_at) as occurred_at,
        _fivetran_synced as loaded_at,

        -- how the row was read
        case when failed_casts like '%d_at %' then 'occurred_at ' end as failed_casts

    from source
    where lower(score) like 'good%' or lower(score) like 'bad%'

)

select * from renamed
