-- One customer message counts once for every entity that it belongs to: its account, the account's segment as it was
-- then, its product … Public messages have no account and count for what they are about only.
{{ config(materialized='view') }}

with

messages as (

    select * from {{ ref('int_interactions__residual') }}

)

{{ entity_rows('messages', ['interaction_key', 'date_day', 'polarity', 'weight', 'residual']) }}
