-- The scored messages that the comparisons look back on, once for every entity that they count for. Narrowed before they
-- are multiplied.
{{ config(materialized='view') }}

with

messages as (

    select
        messages.*,
        {{ dbt.datediff('messages.known_on', 'as_of.as_of', 'day') }} as days_ago,
        {{ message_weight() }} as weight

    from {{ ref('int_interactions__scored') }} as messages
    cross join {{ ref('int_as_of') }} as as_of
    where
        messages.is_customer_sentiment
        and messages.polarity is not null
        and messages.known_on > {{ dbt.dateadd('day', -2 * (var('comparison_days').values() | max), 'as_of.as_of') }}

)

{% for kind in ['of_accounts', 'of_messages'] -%}
{% for entity_type, column in entity_columns(kind).items() -%}
select
    '{{ entity_type }}' as entity_type,
    {{ column }} as entity_id,
    channel,
    days_ago,
    weight,
    {% for emotion in emotions() -%}
    emotion_{{ emotion }},
    {% endfor -%}
    polarity
from messages
where {{ column }} is not null{{ ' and account_id is not null' if kind == 'of_accounts' }}
union all
{% endfor -%}
{% endfor -%}
select
    'portfolio' as entity_type,
    'all' as entity_id,
    channel,
    days_ago,
    weight,
    {% for emotion in emotions() -%}
    emotion_{{ emotion }},
    {% endfor -%}
    polarity
from messages
where account_id is not null
