-- Is a storm about the product? How many of its unhappy messages name a topic, beside the unhappy ones of the weeks
-- before. A crowd that comes for another reason hardly names any. Messages without a scored text say nothing of it.
with

storms as (

    select * from {{ ref('int_alerts') }}
    where signal = 'burst' and direction = 'crisis'

),

messages as (

    select
        storms.alert_id,
        messages.text_key,
        case when behind.interaction_key is null then 0 else 1 end as in_storm

    from storms
    inner join {{ ref('int_interactions__scored') }} as messages
        on
            storms.entity_id = {{ storm_entity('storms.entity_type', 'messages') }}
            and messages.known_on
            > {{ dbt.dateadd('day', -(var('burst_gap_days') + var('burst_usual_days')), 'storms.opened_on') }}
            and messages.known_on <= storms.opened_on
    left join {{ ref('int_alert_messages__burst') }} as behind
        on storms.alert_id = behind.alert_id and messages.interaction_key = behind.interaction_key
    where
        messages.is_customer_sentiment
        and messages.text_key is not null
        and messages.polarity <= {{ detection_constant('negative_polarity') }}
        and (
            behind.interaction_key is not null
            or messages.known_on <= {{ dbt.dateadd('day', -var('burst_gap_days'), 'storms.opened_on') }}
        )

),

topics as (

    select distinct text_key from {{ ref('int_text_aspects') }}
    where aspect_kind = 'topic'

),

shares as (

    select
        messages.alert_id,
        cast(sum(messages.in_storm) as double) as n_storm,
        cast(sum(1 - messages.in_storm) as double) as n_usual,
        cast(sum(case when topics.text_key is not null then messages.in_storm else 0 end) as double)
        / nullif(cast(sum(messages.in_storm) as double), 0) as named_share,
        cast(sum(case when topics.text_key is not null then 1 - messages.in_storm else 0 end) as double)
        / nullif(cast(sum(1 - messages.in_storm) as double), 0) as usual_named_share

    from messages
    left join topics
        on messages.text_key = topics.text_key
    group by messages.alert_id

)

select
    alert_id,
    named_share,
    usual_named_share,
    coalesce(
        named_share <= {{ detection_constant('off_topic_share') }} * usual_named_share
        and (named_share - usual_named_share) / nullif(sqrt(
            usual_named_share * (1 - usual_named_share) * (1 / nullif(n_storm, 0) + 1 / nullif(n_usual, 0))
        ), 0) <= -{{ detection_constant('off_topic_z') }},
        false
    ) as is_off_topic

from shares
