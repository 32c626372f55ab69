-- Every day on which a policy's threshold is reached, whatever it looks at.
{{ config(materialized='view') }}

{% for crossings in ['int_alert_crossings__classic', 'int_alert_crossings__signals'] -%}
select
    entity_type,
    entity_id,
    date_day,
    policy,
    direction,
    signal,
    tier,
    is_default,
    threshold,
    close_below,
    merge_days,
    n_interactions,
    baseline,
    baseline_sd,
    baseline_days,
    current_value,
    deviation,
    lane,
    score
from {{ ref(crossings) }}
{{ 'union all' if not loop.last }}
{% endfor %}
