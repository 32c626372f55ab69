-- What was said of each topic in either period of a comparison, for everything that has customers of its own to ask:
-- the portfolio, segments, products, brands and accounts.
with

messages as (

    select * from {{ ref('int_message_topics') }}

),

periods as (

    {{ comparison_periods() }}

),

of_entities as (

    {{ entity_rows('messages', ['messages.*'], ['account', 'segment', 'product', 'brand']) }}

),

sided as (

    select
        of_entities.*,
        periods.comparison,
        case when of_entities.days_ago < periods.days then 1 else 0 end as later_period

    from of_entities
    inner join periods
        on of_entities.days_ago < 2 * periods.days

)

select
    sided.entity_type,
    sided.entity_id,
    sided.comparison,
    sided.topic,
    sum(sided.later_period) as n_now,
    sum(1 - sided.later_period) as n_before,
    sum(sided.later_period * sided.weight) as w_now,
    sum((1 - sided.later_period) * sided.weight) as w_before,
    sum(cast(sided.later_period * sided.weight * sided.polarity as decimal(20, 15))) as wx_now,
    sum(cast((1 - sided.later_period) * sided.weight * sided.polarity as decimal(20, 15))) as wx_before,
    sum(sided.later_period * sided.topic_polarity) as topic_now,
    sum((1 - sided.later_period) * sided.topic_polarity) as topic_before,
    sum(cast(sided.topic_polarity * sided.topic_polarity as decimal(18, 12))) as topic_squares

from sided
group by sided.entity_type, sided.entity_id, sided.comparison, sided.topic
