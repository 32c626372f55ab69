with

source as (

    {{ source_table('delighted', 'response') }}

),

interactions as (

    select
        -- ids
        source.id as interaction_id,
        'delighted' as source,
        coalesce(persons.email, 'delighted:' || source.person_id) as account_key,
        source.id as thread_id,
        source.person_id as author_id,
        cast(null as {{ dbt.type_string() }}) as agent_id,

        -- text
        'survey' as channel,
        -- An employee survey is answered by the user's own people.
        case when lower(source.survey_type) = 'enps' then 'agent' else 'customer' end as author_role,
        cast(null as {{ dbt.type_string() }}) as team,
        cast(null as {{ dbt.type_string() }}) as product,
        cast(null as {{ dbt.type_string() }}) as brand,
        source.comment as text,
        cast(null as {{ dbt.type_string() }}) as language,
        coalesce(source.permalink, {{ source_link('delighted', 'source.id') }}) as source_url,

        -- numerics
        case
            when lower(source.survey_type) = 'thumbs' then case when source.score > 0 then 5 when source.score <= 0 then 1 end
            else source.score
        end as rating,
        case
            when lower(source.survey_type) = 'nps' then 'nps_0_10'
            when lower(source.survey_type) in ('csat', 'smileys', 'thumbs') then 'csat_1_5'
            when lower(source.survey_type) = 'ces' then 'ces_1_7'
            when lower(source.survey_type) like 'stars%' then 'stars_1_5'
        end as rating_scale,
        cast(null as decimal(9, 6)) as polarity,

        -- timestamps
        source.created_at as occurred_at,
        coalesce(source._fivetran_synced, source.created_at) as loaded_at,

        -- how the row was read
        nullif(
            concat(
                case when source.failed_casts like '%score %' then 'rating ' else '' end,
                case when source.failed_casts like '%created_at %' then 'occurred_at ' else '' end
            ), ''
        ) as failed_casts,
        'delighted.response' as landing_file,
        cast(null as {{ dbt.type_bigint() }}) as landing_row

    from source
    left join {{ ref('stg_delighted__persons') }} as persons
        on source.person_id = persons.person_id

)

select * from interactions
