with

source as (

    {{ source_table('stripe', 'invoice') }}

),

renamed as (

    select
        -- ids
        source.id as invoice_id,
        source.customer_id,
        source.subscription_id,
        customers.account_key,

        -- text
        source.status as invoice_status,
        upper(source.currency) as currency,

        -- numerics: in the smallest unit of the currency
        source.amount_due,
        source.amount_paid,
        source.attempt_count,

        -- booleans: a bill that payment was tried for in vain. One that was paid in the end had failed too: were it left out,
        -- the past would hold none but the failures of those who left.
        coalesce(
            source.status = 'uncollectible'
            or (source.status = 'open' and source.attempt_count > 0)
            or (source.status = 'paid' and source.attempt_count > 1),
            false
        ) as is_payment_failed,
        not coalesce(source.livemode, true) as is_test,

        -- timestamps
        source.due_date as due_at,
        source.created as created_at,
        source._fivetran_synced as loaded_at,

        -- how the row was read
        case when source.failed_casts like '%created %' then 'started_at ' end as failed_casts

    from source
    left join {{ ref('stg_stripe__customers') }} as customers
        on source.customer_id = customers.customer_id

)

select * from renamed
