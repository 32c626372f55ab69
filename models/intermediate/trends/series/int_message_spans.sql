-- Sums of the scored messages of two quarters, by everything that they count for, their channel and a span of days back from
-- the as-of day. Spans are cut where a comparison begins or ends: whatever is compared is a sum of spans. Summed before they
-- are multiplied by entities, because there are millions of messages and few kinds of them.
{% set cuts = [] -%}
{% for days in var('comparison_days').values() %}{% do cuts.extend([days, 2 * days]) %}{% endfor -%}
{% set entities = (entity_columns('of_accounts').values() | list) + (entity_columns('of_messages').values() | list) -%}
{% set keys = (['account_id', 'channel'] + entities) | unique | list -%}

with

messages as (

    select
        messages.*,
        {{ dbt.datediff('messages.known_on', 'as_of.as_of', 'day') }} as days_ago,
        {{ message_weight() }} as weight

    from {{ ref('int_interactions__scored') }} as messages
    cross join {{ ref('int_as_of') }} as as_of
    where
        messages.is_customer_sentiment
        and messages.polarity is not null
        and messages.known_on > {{ dbt.dateadd('day', -(cuts | max), 'as_of.as_of') }}

),

with_spans as (

    select
        *,
        -- the products of one message are doubles first, which is many times faster
        cast(weight as double) as w,
        cast(polarity as double) as x,
        case
            {% for days in cuts | unique | sort -%}
            when days_ago < {{ days }} then {{ days }}
            {% endfor -%}
        end as within_days

    from messages

)

select
    {% for key in keys -%}
    with_spans.{{ key }},
    {% endfor -%}
    with_spans.within_days,
    count(*) as n_scored,
    sum(with_spans.weight) as sum_w,
    sum(cast(with_spans.w * with_spans.x as decimal(18, 12))) as sum_wx,
    sum(cast(with_spans.w * with_spans.x * with_spans.x as decimal(18, 12))) as sum_wx2,
    {% for emotion in emotions() -%}
    sum(cast(with_spans.emotion_{{ emotion }} as decimal(9, 6))) as sum_{{ emotion }},
    {% endfor -%}
    count(with_spans.emotion_neutral) as n_emotions

from with_spans
group by
    {% for key in keys -%}
    with_spans.{{ key }},
    {% endfor -%}
    with_spans.within_days
