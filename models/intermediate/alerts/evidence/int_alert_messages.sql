-- Every message behind every alert, with its part of the alert's deviation. Silences and stalled sources have none.
{{ config(materialized='view') }}

{% for signal in ['classic', 'shift', 'movement', 'burst'] -%}
select
    alert_id,
    entity_type,
    interaction_key,
    date_day,
    contribution
from {{ ref('int_alert_messages__' ~ signal) }}
{{ 'union all' if not loop.last }}
{% endfor %}
