-- Which part of an account's messages of a week named a topic. A topic that nobody named has no row.
with

messages as (

    select
        messages.account_id,
        messages.text_key,
        cast({{ dbt.date_trunc('week', 'messages.known_on') }} as date) as week_start_on,
        count(*) over (
            partition by messages.account_id, cast({{ dbt.date_trunc('week', 'messages.known_on') }} as date)
        ) as n_messages

    from {{ ref('int_interactions__scored') }} as messages
    where messages.account_id is not null and messages.is_customer_sentiment and messages.text_key is not null

)

select
    messages.account_id,
    messages.week_start_on,
    {{ week_number('messages.week_start_on') }} as week_number,
    topics.aspect as topic,
    cast(count(*) as double) / nullif(cast(max(messages.n_messages) as double), 0) as topic_share

from messages
inner join {{ ref('int_text_aspects') }} as topics
    on
        messages.text_key = topics.text_key
        and topics.aspect_kind = 'topic'
group by messages.account_id, messages.week_start_on, topics.aspect
