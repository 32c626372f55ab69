-- Which products and brands the accounts of a segment, and of the whole portfolio, write about, and which products are of a
-- brand; each since the first message that said so.
{% set pairs = [
    ('segment', 'segment', 'product', 'is_of_account and segment is not null'),
    ('segment', 'segment', 'brand', 'is_of_account and segment is not null'),
    ('portfolio', "'all'", 'product', 'is_of_account'),
    ('portfolio', "'all'", 'brand', 'is_of_account'),
    ('brand', 'brand', 'product', 'brand is not null'),
] -%}
{% for entity_type, entity_id, related_type, condition in pairs -%}
select
    '{{ entity_type }}' as entity_type,
    {{ entity_id }} as entity_id,
    '{{ related_type }}' as related_type,
    {{ related_type }} as related_id,
    min(begun_on) as first_on
from {{ ref('int_message_combinations') }}
where {{ related_type }} is not null and {{ condition }}
group by {{ entity_id ~ ', ' if entity_id == entity_type }}{{ related_type }}
{{ 'union all' if not loop.last }}
{% endfor %}
