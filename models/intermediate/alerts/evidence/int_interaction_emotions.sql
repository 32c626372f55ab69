-- The emotions that are present in a message, one a row.
{{ config(materialized='view') }}
{% for emotion in emotions() if emotion != 'neutral' -%}
select
    interaction_key,
    '{{ emotion }}' as emotion
from {{ ref('int_interactions__scored') }}
where emotion_{{ emotion }} >= {{ detection_constant('emotion_present') }}
{% if not loop.last %}union all
{% endif %}
{%- endfor %}
