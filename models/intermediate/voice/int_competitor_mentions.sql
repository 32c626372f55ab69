-- Messages of the last two quarters that name a competitor, in either period of every comparison.
with

periods as (

    {{ comparison_periods() }}

),

messages as (

    select
        messages.interaction_key,
        messages.text_key,
        messages.account_id,
        {{ dbt.datediff('messages.known_on', 'as_of.as_of', 'day') }} as days_ago

    from {{ ref('int_interactions__scored') }} as messages
    cross join {{ ref('int_as_of') }} as as_of
    where messages.is_customer_sentiment

)

select
    periods.comparison,
    messages.interaction_key,
    messages.account_id,
    texts.competitor,
    case when messages.days_ago < periods.days then 1 else 0 end as later_period,
    texts.competitor_polarity,
    texts.own_polarity - texts.competitor_polarity as our_lead

from {{ ref('int_competitor_texts') }} as texts
inner join messages
    on texts.text_key = messages.text_key
inner join periods
    on messages.days_ago < 2 * periods.days
