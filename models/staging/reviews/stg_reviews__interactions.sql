-- The public has no account: reviews count for products and brands.
with

source as (

    {{ source_table('reviews', 'review') }}

),

interactions as (

    select
        -- ids
        coalesce(site || '-', '') || id as interaction_id,
        'reviews' as source,
        cast(null as {{ dbt.type_string() }}) as account_key,
        coalesce(site || '-', '') || id as thread_id,
        case
            when author is not null then {{ dbt.hash("coalesce(site || '-', '') || author") }}
        end as author_id,
        cast(null as {{ dbt.type_string() }}) as agent_id,

        -- text
        'review' as channel,
        'customer' as author_role,
        cast(null as {{ dbt.type_string() }}) as team,
        product,
        brand,
        case
            when title is not null and body is not null then title || '. ' || body
            else coalesce(body, title)
        end as text,
        {{ dbt.split_part("replace(lower(language), '_', '-')", "'-'", 1) }} as language,
        coalesce(url, {{ source_link('reviews', 'id') }}) as source_url,

        -- numerics
        rating,
        case when rating is not null then 'stars_1_5' end as rating_scale,
        cast(null as decimal(9, 6)) as polarity,

        -- timestamps
        created_at as occurred_at,
        coalesce(_fivetran_synced, created_at) as loaded_at,

        -- how the row was read
        nullif(
            concat(
                case when failed_casts like '%rating %' then 'rating ' else '' end,
                case when failed_casts like '%created_at %' then 'occurred_at ' else '' end
            ), ''
        ) as failed_casts,
        'reviews.review' as landing_file,
        cast(null as {{ dbt.type_bigint() }}) as landing_row

    from source

)

select * from interactions
