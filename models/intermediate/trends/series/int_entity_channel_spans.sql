-- Sums by channel over spans of days back from the as-of day, cut where a comparison begins or ends: whatever is compared
-- is a sum of spans.
{% set cuts = [] -%}
{% for days in var('comparison_days').values() %}{% do cuts.extend([days, 2 * days]) %}{% endfor -%}

with

messages as (

    select
        *,
        case
            {% for days in cuts | unique | sort -%}
            when days_ago < {{ days }} then {{ days }}
            {% endfor -%}
        end as within_days

    from {{ ref('int_entity_recent_messages') }}

)

select
    messages.entity_type,
    messages.entity_id,
    messages.channel,
    messages.within_days,
    count(*) as n_scored,
    sum(messages.weight) as sum_w,
    sum(cast(messages.weight * messages.polarity as decimal(18, 12))) as sum_wx,
    sum(cast(messages.weight * messages.polarity * messages.polarity as decimal(18, 12))) as sum_wx2,
    {% for emotion in emotions() -%}
    sum(cast(messages.emotion_{{ emotion }} as decimal(9, 6))) as sum_{{ emotion }},
    {% endfor -%}
    count(messages.emotion_neutral) as n_emotions

from messages
group by messages.entity_type, messages.entity_id, messages.channel, messages.within_days
