-- What was read and what was handed on; the two must add up (tests/singular/connectors).
with

read_rows as (

    select
        'invoice' as table_name,
        count(*) as raw_rows,
        sum(case when is_payment_failed then 0 else 1 end) as left_out,
        'paid, void or not tried yet' as left_out_reason

    from {{ ref('stg_stripe__invoices') }}

)

{{ connector_counts('stripe', {'invoice': 'events'}, also=['contacts', 'customers', 'invoices', 'subscriptions']) }}
