-- Since when each source and channel that writes about a segment, product or brand exists at all, and since when it does so.
with

combinations as (

    select
        *,
        min(begun_on) over (partition by source, channel) as source_started_on
    from {{ ref('int_message_combinations') }}

)

{% for entity_type in ['segment', 'product', 'brand'] -%}
select
    '{{ entity_type }}' as entity_type,
    {{ entity_type }} as entity_id,
    source,
    channel,
    source_started_on,
    min(begun_on) as first_on
from combinations
where {{ entity_type }} is not null{{ ' and is_of_account' if entity_type == 'segment' }}
group by {{ entity_type }}, source, channel, source_started_on
{{ 'union all' if not loop.last }}
{% endfor %}
