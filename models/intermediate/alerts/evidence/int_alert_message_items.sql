-- What each message behind an alert belongs to: a day, a channel, an account, its topics and emotions. Several topics or
-- emotions share a message equally, so that the parts of every kind add up to the same deviation.
{{ config(materialized='view') }}
{% set named_emotions = emotions() | reject('equalto', 'neutral') | list -%}

with

topics as (

    select
        text_key,
        aspect as topic,
        count(*) over (partition by text_key) as n_topics

    from {{ ref('int_text_aspects') }}
    where aspect_kind = 'topic'

),

messages as (

    select
        behind.alert_id,
        behind.entity_type,
        behind.interaction_key,
        behind.date_day,
        behind.contribution,
        scored.text_key,
        scored.channel,
        {% for emotion in named_emotions -%}
        case when scored.emotion_{{ emotion }} >= {{ detection_constant('emotion_present') }} then 1 else 0 end
            as {{ emotion }},
        {% endfor -%}
        scored.account_id

    from {{ ref('int_alert_messages') }} as behind
    inner join {{ ref('int_interactions__scored') }} as scored
        on behind.interaction_key = scored.interaction_key

)

select
    alert_id,
    'day' as kind,
    cast(date_day as {{ dbt.type_string() }}) as item,
    interaction_key,
    contribution
from messages

union all

select
    alert_id,
    'channel' as kind,
    coalesce(channel, 'none named') as item,
    interaction_key,
    contribution
from messages

union all

select
    alert_id,
    'account' as kind,
    coalesce(account_id, 'none named') as item,
    interaction_key,
    contribution
from messages
where entity_type <> 'account'

union all

select
    messages.alert_id,
    'topic' as kind,
    coalesce(topics.topic, 'none named') as item,
    messages.interaction_key,
    messages.contribution / nullif(coalesce(topics.n_topics, 1), 0) as contribution
from messages
left join topics
    on messages.text_key = topics.text_key

{% for emotion in named_emotions -%}
union all

select
    alert_id,
    'emotion' as kind,
    '{{ emotion }}' as item,
    interaction_key,
    contribution / nullif({{ named_emotions | join(' + ') }}, 0) as contribution
from messages
where {{ emotion }} = 1

{% endfor -%}
union all

select
    alert_id,
    'emotion' as kind,
    'none named' as item,
    interaction_key,
    contribution
from messages
where {{ named_emotions | join(' + ') }} = 0
