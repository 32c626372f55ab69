-- Conversations by team and, only where somebody asked for it (var `build_agent_series`), by agent.
with

conversations as (

    select
        'team' as entity_type,
        team as entity_id,
        unexpected_change
    from {{ ref('int_conversations__adjusted') }}
    where team is not null
    {%- if var('build_agent_series') %}
    union all
    select
        'agent' as entity_type,
        agent_id as entity_id,
        unexpected_change
    from {{ ref('int_conversations__adjusted') }}
    where agent_id is not null
    {%- endif %}

)

select
    conversations.entity_type,
    conversations.entity_id,
    count(*) as n_conversations,
    sum(conversations.unexpected_change) as sum_change,
    sum(cast(conversations.unexpected_change * conversations.unexpected_change as decimal(24, 15))) as sum_change2

from conversations
group by conversations.entity_type, conversations.entity_id
