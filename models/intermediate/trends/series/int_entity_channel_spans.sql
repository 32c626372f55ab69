-- The sums of a span of days, by channel, for every entity that the messages count for.
{% set sums = ['n_scored', 'sum_w', 'sum_wx', 'sum_wx2', 'n_emotions'] -%}
{% for emotion in emotions() %}{% do sums.append('sum_' ~ emotion) %}{% endfor -%}

with

spans as (

    select * from {{ ref('int_message_spans') }}

),

entity_spans as (

    {{ entity_rows('spans', ['spans.*']) }}

)

select
    entity_spans.entity_type,
    entity_spans.entity_id,
    entity_spans.channel,
    {% for column in sums -%}
    sum(entity_spans.{{ column }}) as {{ column }},
    {% endfor -%}
    entity_spans.within_days

from entity_spans
group by entity_spans.entity_type, entity_spans.entity_id, entity_spans.channel, entity_spans.within_days
