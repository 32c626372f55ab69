-- All that the default policy and the watch list look at, in one form: a score a day, in standard deviations.
{{ config(materialized='view') }}

{% for signal in ['shift', 'movement', 'burst', 'silence', 'stalled'] -%}
select
    entity_type,
    entity_id,
    date_day,
    segment,
    signal,
    direction,
    lane,
    score,
    baseline,
    baseline_sd,
    deviation,
    current_value,
    n_interactions
from {{ ref('int_signal_days__' ~ signal) }}
{{ 'union all' if not loop.last }}
{% endfor %}
