with

call_rows as (

    {{ source_table('gong', 'call') }}

),

calls as (

    select * from call_rows
    qualify row_number() over (partition by id order by _fivetran_synced desc nulls last, started asc) = 1

),

-- Whose call it is, for the turns of those who have no address of their own.
callers as (

    select participants.call_id, min(participants.email) as email
    from {{ ref('stg_gong__participants') }} as participants
    where participants.author_role = 'customer'
    group by participants.call_id

),

interactions as (

    select
        -- ids
        turns.call_id || '-' || cast(turns.turn_number as {{ dbt.type_string() }}) as interaction_id,
        'gong' as source,
        coalesce(case when speakers.author_role = 'customer' then speakers.email end, callers.email) as account_key,
        turns.call_id as thread_id,
        case
            when speakers.email is not null then {{ dbt.hash('speakers.email') }}
            else coalesce(speakers.user_id, turns.call_id || '-' || turns.speaker_id)
        end as author_id,
        calls.primary_user_id as agent_id,

        -- text
        'call' as channel,
        coalesce(speakers.author_role, 'agent') as author_role,
        cast(null as {{ dbt.type_string() }}) as team,
        cast(null as {{ dbt.type_string() }}) as product,
        cast(null as {{ dbt.type_string() }}) as brand,
        turns.text,
        case when calls.language = 'eng' then 'en' end as language,
        coalesce(calls.url, {{ source_link('gong', 'turns.call_id') }}) as source_url,

        -- numerics
        cast(null as double) as rating,
        cast(null as {{ dbt.type_string() }}) as rating_scale,
        cast(null as decimal(9, 6)) as polarity,

        -- timestamps
        -- A transcript gives its sentences an order and no time: they follow each other, a second apart.
        {{ dbt.dateadd('second', 'turns.turn_number', 'calls.started') }} as occurred_at,
        coalesce(turns.loaded_at, calls._fivetran_synced, calls.started) as loaded_at,

        -- how the row was read
        case when calls.failed_casts like '%started %' then 'occurred_at ' end as failed_casts,
        'gong.transcript' as landing_file,
        cast(null as {{ dbt.type_bigint() }}) as landing_row

    from {{ ref('stg_gong__turns') }} as turns
    left join calls
        on turns.call_id = calls.id
    left join {{ ref('stg_gong__participants') }} as speakers
        on turns.call_id = speakers.call_id and turns.speaker_id = speakers.speaker_id
    left join callers
        on turns.call_id = callers.call_id

)

select * from interactions
