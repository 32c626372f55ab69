-- Customer messages: how each came by its polarity, whether it leads to an account and whether its rating counts, by source.
with

messages as (

    select
        scored.source,
        scored.scoring_state,
        scored.account_key is not null and scored.account_id is null as is_unmapped,
        scored.rating is not null and scales.rating_scale is null as is_rating_ignored

    from {{ ref('int_interactions__scored') }} as scored
    left join {{ ref('rating_scales') }} as scales
        on
            scored.rating_scale = scales.rating_scale
            and scored.rating between scales.minimum_rating and scales.maximum_rating
    where scored.is_customer_sentiment

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

union all

select
    'ratings_ignored' as metric,
    source as scope,
    cast(sum(case when is_rating_ignored then 1 else 0 end) as double) as value
from messages
group by source
