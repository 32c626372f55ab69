-- One customer message counts once for every entity that it belongs to: its account, the account's segment as it was
-- then, its product … Public messages have no account and count for what they are about only.
{{ config(materialized='view') }}

{% set account_entities = {
    'account': 'account_id',
    'segment': 'segment',
    'tier': 'tier',
    'arr_band': 'arr_band',
    'lifecycle_stage': 'lifecycle_stage',
    'csm': 'csm_owner',
} -%}
{% set message_entities = {
    'product': 'product',
    'brand': 'brand',
    'channel': 'channel',
    'team': 'team',
} -%}
{% if var('build_agent_series') %}{% do message_entities.update({'agent': 'agent_id'}) %}{% endif -%}

with

messages as (

    select
        interaction_key,
        known_on as date_day,
        account_id,
        segment,
        tier,
        arr_band,
        lifecycle_stage,
        csm_owner,
        product,
        brand,
        channel,
        team,
        agent_id,
        polarity,
        cast(
            {{ detection_constant('score_weight_variance') }}
            / nullif({{ detection_constant('score_weight_variance') }} + polarity_se * polarity_se, 0) as decimal(9, 6)
        ) as weight

    from {{ ref('int_interactions__scored') }}
    where is_customer_sentiment

)

{% for entity_type, column in account_entities.items() -%}
select '{{ entity_type }}' as entity_type, {{ column }} as entity_id, interaction_key, date_day, polarity, weight
from messages
where account_id is not null and {{ column }} is not null
union all
{% endfor -%}
{% for entity_type, column in message_entities.items() -%}
select '{{ entity_type }}' as entity_type, {{ column }} as entity_id, interaction_key, date_day, polarity, weight
from messages
where {{ column }} is not null
union all
{% endfor -%}
select 'portfolio' as entity_type, 'all' as entity_id, interaction_key, date_day, polarity, weight
from messages
where account_id is not null
