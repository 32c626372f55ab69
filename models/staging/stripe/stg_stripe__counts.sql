-- What was read and what was handed on; the two must add up (tests/singular/connectors).
with

read_rows as (

    select
        'invoice' as table_name,
        count(*) as raw_rows,
        sum(case when is_payment_failed and not is_test then 0 else 1 end) as left_out,
        'paid, void, not tried yet or of the test mode' as left_out_reason

    from {{ ref('stg_stripe__invoices') }}

)

{{ connector_counts('stripe', {'invoice': 'events'}, also=['contacts', 'customers', 'invoices', 'subscriptions']) }}
