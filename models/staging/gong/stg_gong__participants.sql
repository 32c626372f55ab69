-- Who spoke in a call. A speaker whose side Gong does not know counts as an agent: what the user's own people say must
-- never pass for the customer's mood.
with

source as (

    {{ source_table('gong', 'call_participant') }}

),

renamed as (

    select
        -- ids
        call_id,
        speaker_id,
        user_id,

        -- text
        lower(email_address) as email,
        case when lower(affiliation) = 'external' then 'customer' else 'agent' end as author_role,

        -- timestamps
        _fivetran_synced as loaded_at

    from source

),

latest as (

    select * from renamed
    qualify row_number() over (
        partition by call_id, coalesce(speaker_id, email, user_id) order by loaded_at desc nulls last, email asc
    ) = 1

)

select * from latest
