-- Messages of accounts in the last days that name a competitor as something to go to.
select
    messages.account_id,
    messages.interaction_key,
    messages.known_on,
    texts.competitor

from {{ ref('int_competitor_texts') }} as texts
inner join {{ ref('int_interactions__scored') }} as messages
    on texts.text_key = messages.text_key
cross join {{ ref('int_as_of') }} as as_of
where
    texts.is_alternative
    and messages.account_id is not null
    and messages.is_customer_sentiment
    and messages.known_on > {{ dbt.dateadd('day', -var('mention_days'), 'as_of.as_of') }}
