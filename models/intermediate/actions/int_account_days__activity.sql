-- What an account did on each day beside its mood: tickets opened, complaints about bills, competitors named, use.
with

tickets as (

    select
        account_id,
        opened_on as date_day,
        count(*) as n_tickets

    from (
        select
            account_id,
            min(known_on) as opened_on

        from {{ ref('int_interactions__scored') }}
        where account_id is not null and is_customer_sentiment and channel = 'ticket'
        group by account_id, source, coalesce(thread_id, interaction_key)
    )
    group by account_id, opened_on

),

mentions as (

    select
        messages.account_id,
        messages.known_on as date_day,
        count(distinct case
            when aspects.aspect = 'billing' and aspects.polarity <= {{ detection_constant('negative_polarity') }}
                then messages.interaction_key
        end) as n_billing_complaints,
        count(distinct case when competitors.is_alternative then messages.interaction_key end) as n_competitor_mentions

    from {{ ref('int_interactions__scored') }} as messages
    inner join {{ ref('int_text_aspects') }} as aspects
        on messages.text_key = aspects.text_key
    left join {{ ref('int_competitor_texts') }} as competitors
        on aspects.text_key = competitors.text_key and aspects.aspect = competitors.competitor
    where messages.account_id is not null and messages.is_customer_sentiment
    group by messages.account_id, messages.known_on

)

select
    days.entity_type,
    days.entity_id,
    days.date_day,
    days.history_days,
    coalesce(tickets.n_tickets, 0) as n_tickets,
    coalesce(mentions.n_billing_complaints, 0) as n_billing_complaints,
    coalesce(mentions.n_competitor_mentions, 0) as n_competitor_mentions,
    usage_days.active_users,
    usage_days.logins,
    usage_days.feature_events

from {{ ref('int_entity_days__dense') }} as days
left join tickets
    on days.entity_id = tickets.account_id and days.date_day = tickets.date_day
left join mentions
    on days.entity_id = mentions.account_id and days.date_day = mentions.date_day
left join {{ ref('int_usage_days__deduplicated') }} as usage_days
    on days.entity_id = usage_days.account_id and days.date_day = usage_days.date_day
where days.entity_type = 'account'
