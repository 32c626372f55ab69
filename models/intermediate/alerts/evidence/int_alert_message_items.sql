-- What each message behind an alert belongs to: a day, a channel, an account, its topics and emotions. Several topics or
-- emotions share a message equally, so that the parts of every kind add up to the same deviation.
with

messages as (

    select
        behind.alert_id,
        behind.entity_type,
        behind.interaction_key,
        behind.date_day,
        behind.contribution,
        scored.text_key,
        scored.channel,
        scored.account_id

    from {{ ref('int_alert_messages') }} as behind
    inner join {{ ref('int_interactions__scored') }} as scored
        on behind.interaction_key = scored.interaction_key

),

tagged as (

    select
        alert_id,
        interaction_key,
        contribution,
        'day' as kind,
        cast(date_day as {{ dbt.type_string() }}) as item
    from messages

    union all

    select
        alert_id,
        interaction_key,
        contribution,
        'channel' as kind,
        channel as item
    from messages

    union all

    select
        alert_id,
        interaction_key,
        contribution,
        'account' as kind,
        account_id as item
    from messages
    where entity_type <> 'account'

    union all

    select
        messages.alert_id,
        messages.interaction_key,
        messages.contribution,
        'topic' as kind,
        topics.aspect as item
    from messages
    left join {{ ref('int_text_aspects') }} as topics
        on messages.text_key = topics.text_key and topics.aspect_kind = 'topic'

    union all

    select
        messages.alert_id,
        messages.interaction_key,
        messages.contribution,
        'emotion' as kind,
        emotions.emotion as item
    from messages
    left join {{ ref('int_interaction_emotions') }} as emotions
        on messages.interaction_key = emotions.interaction_key

)

select
    alert_id,
    kind,
    coalesce(item, 'none named') as item,
    interaction_key,
    contribution / nullif(count(*) over (partition by alert_id, kind, interaction_key), 0) as contribution

from tagged
