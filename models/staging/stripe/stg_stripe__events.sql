-- Bills that could not be collected at once: what may sour an account before it says a word.
with

events as (

    select
        -- ids
        'stripe:' || invoice_id as event_id,
        'billing' as event_type,

        -- text
        'account' as scope,
        account_key as scope_id,
        'Payment failed' as title,

        -- timestamps
        created_at as started_at,
        cast(null as {{ dbt.type_timestamp() }}) as ended_at,
        loaded_at,

        -- how the row was read
        failed_casts,
        'stripe.invoice' as landing_file,
        cast(null as {{ dbt.type_bigint() }}) as landing_row

    from {{ ref('stg_stripe__invoices') }}
    where is_payment_failed and not is_test

)

select * from events
