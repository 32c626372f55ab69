-- What accounts with a play due said lately, for those whom no alert has led to their messages: what names a competitor as
-- something to go to, then what is least like the account's own mean. Accounts without a play show none: words of
-- customers are not spread without a reason.
with

due as (

    select distinct account_id
    from {{ ref('mart_next_actions') }}

),

naming as (

    select distinct interaction_key
    from {{ ref('int_competitor_alternatives') }}

),

messages as (

    select
        scored.account_id,
        scored.interaction_key,
        scored.channel,
        cast(scored.occurred_at as date) as said_on,
        scored.polarity,
        scored.text_key,
        scored.model_version,
        scored.source_url,
        naming.interaction_key is not null as names_competitor,
        cast(scored.polarity as double)
        - avg(cast(scored.polarity as decimal(9, 6))) over (partition by scored.account_id) as distance

    from {{ ref('int_interactions__scored') }} as scored
    cross join {{ ref('int_as_of') }} as as_of
    inner join due
        on scored.account_id = due.account_id
    left join naming
        on scored.interaction_key = naming.interaction_key
    where
        scored.is_customer_sentiment
        and scored.polarity is not null
        and scored.known_on > {{ dbt.dateadd('day', -var('review_message_days'), 'as_of.as_of') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by account_id
            order by names_competitor desc nulls last, abs(distance) desc nulls last, said_on desc nulls last, interaction_key asc
        ) as message_rank

    from messages

)

select
    ranked.account_id,
    cast(ranked.message_rank as integer) as message_rank,
    ranked.interaction_key,
    ranked.channel,
    ranked.said_on,
    ranked.polarity,
    cast(ranked.distance as double) as distance,
    {{ excerpt('texts.redacted_text') }} as excerpt,
    ranked.source_url

from ranked
left join {{ ref('int_redacted_texts') }} as texts
    on ranked.text_key = texts.text_key and ranked.model_version = texts.model_version
where ranked.message_rank <= {{ var('review_messages') }}
