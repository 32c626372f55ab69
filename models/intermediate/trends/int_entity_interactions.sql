-- One customer message counts once for every entity that it belongs to: its account, the account's segment as it was
-- then, its product … Public messages have no account and count for what they are about only.
-- Without a CTE: read by every branch, DuckDB would keep all messages in memory for it.
{{ config(materialized='view') }}

{{ entity_rows(ref('int_interactions__residual'), ['interaction_key', 'date_day', 'polarity', 'weight', 'residual']) }}
