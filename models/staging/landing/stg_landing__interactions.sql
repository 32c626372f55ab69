with

source as (

    {{ landing_table('interactions') }}

),

renamed as (

    select
        -- ids
        interaction_id,
        coalesce(source, 'landing') as source,
        account_key,
        thread_id,
        author_id,
        agent_id,

        -- text
        lower(channel) as channel,
        coalesce(lower(author_role), 'customer') as author_role,
        team,
        product,
        brand,
        text,
        language,
        source_url,

        -- numerics
        rating,
        rating_scale,
        polarity,

        -- timestamps
        occurred_at,
        coalesce(loaded_at, occurred_at) as loaded_at,

        -- how the row was read
        failed_casts,
        landing_file,
        landing_row

    from source

)

select * from renamed
