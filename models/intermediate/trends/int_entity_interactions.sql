-- One customer message counts once for every entity that it belongs to: its account, the account's segment as it was
-- then, its product … Public messages have no account and count for what they are about only.
{{ config(materialized='view') }}

with

messages as (

    select * from {{ ref('int_interactions__residual') }}

)

{% for kind in ['of_accounts', 'of_messages'] -%}
{% for entity_type, column in entity_columns(kind).items() -%}
select
    '{{ entity_type }}' as entity_type,
    {{ column }} as entity_id,
    interaction_key,
    date_day,
    polarity,
    weight,
    residual
from messages
where {{ column }} is not null{{ ' and account_id is not null' if kind == 'of_accounts' }}
union all
{% endfor -%}
{% endfor -%}
select
    'portfolio' as entity_type,
    'all' as entity_id,
    interaction_key,
    date_day,
    polarity,
    weight,
    residual
from messages
where account_id is not null
