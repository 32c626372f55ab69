-- Customer messages: how each came by its polarity, and whether it leads to an account, by source.
with

messages as (

    select
        source,
        scoring_state,
        account_key is not null and account_id is null as is_unmapped

    from {{ ref('int_interactions__scored') }}
    where is_customer_sentiment

)

{% for state in ['given', 'scored', 'waiting', 'unknown', 'no text'] -%}
select
    'messages_{{ state | replace(" ", "_") }}' as metric,
    source as scope,
    cast(sum(case when scoring_state = '{{ state }}' then 1 else 0 end) as double) as value
from messages
group by source

union all

{% endfor -%}
select
    'messages_unmapped' as metric,
    source as scope,
    cast(sum(case when is_unmapped then 1 else 0 end) as double) as value
from messages
group by source
