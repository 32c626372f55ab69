with

source as (

    {{ source_table('product_usage', 'daily_usage') }}

),

usage_days as (

    select
        -- ids
        account_id,

        -- dates
        date_day,

        -- numerics
        active_users,
        logins,
        feature_events,
        seats,

        -- timestamps
        _fivetran_synced as loaded_at,

        -- how the row was read
        failed_casts,
        'product_usage.daily_usage' as landing_file,
        cast(null as {{ dbt.type_bigint() }}) as landing_row

    from source

)

select * from usage_days
