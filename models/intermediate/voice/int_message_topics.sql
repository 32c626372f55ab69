-- Messages of the last two quarters by the topics they name. Several topics share a message equally and a message that
-- names none is `none named`, so that topics add up to all messages. Beside the mood of the whole message stands that of
-- the clauses that name the topic: "love the dashboards, but export is broken".
with

messages as (

    select
        messages.interaction_key,
        messages.text_key,
        messages.account_id,
        messages.segment,
        messages.product,
        messages.brand,
        messages.polarity,
        {{ message_weight() }} as weight,
        {{ dbt.datediff('messages.known_on', 'as_of.as_of', 'day') }} as days_ago

    from {{ ref('int_interactions__scored') }} as messages
    cross join {{ ref('int_as_of') }} as as_of
    where
        messages.is_customer_sentiment
        and messages.polarity is not null
        and messages.known_on
        > {{ dbt.dateadd('day', -2 * (var('comparison_days').values() | max), 'as_of.as_of') }}

),

topics as (

    select
        text_key,
        aspect as topic,
        polarity as topic_polarity

    from {{ ref('int_text_aspects') }}
    where aspect_kind = 'topic'

)

select
    messages.interaction_key,
    messages.account_id,
    messages.segment,
    messages.product,
    messages.brand,
    coalesce(topics.topic, 'none named') as topic,
    messages.days_ago,
    messages.polarity,
    topics.topic_polarity,
    cast(
        cast(messages.weight as double) / nullif(count(*) over (partition by messages.interaction_key), 0)
        as decimal(20, 15)
    ) as weight

from messages
left join topics
    on messages.text_key = topics.text_key
