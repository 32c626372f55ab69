-- Sources: what was read of them, who wrote it, how late it comes, and whether it still comes.
{% set roles = {
    'messages_customer': "is_customer_sentiment",
    'messages_agent': "author_role = 'agent' and channel <> 'note'",
    'messages_bot': "author_role = 'bot' and channel <> 'note'",
    'messages_note': "channel = 'note'",
} -%}

{% for metric, condition in roles.items() -%}
select
    '{{ metric }}' as metric,
    source as scope,
    cast(sum(case when {{ condition }} then 1 else 0 end) as double) as value
from {{ ref('int_interactions__scored') }}
group by source

union all

{% endfor -%}
{% for column in ['raw_rows', 'left_out'] -%}
select
    '{{ column }}' as metric,
    source || '.' || table_name as scope,
    cast({{ column }} as double) as value
from {{ ref('int_connector_counts') }}

union all

{% endfor -%}
{% for column in ['seed_lag_hours', 'median_lag_hours', 'slow_lag_hours'] -%}
select
    '{{ column }}' as metric,
    source as scope,
    cast({{ column }} as double) as value
from {{ ref('int_source_lags__estimated') }}

union all

{% endfor -%}
select
    'known_at_estimated_share' as metric,
    source as scope,
    cast(with_estimated_known_at as double) / nullif(kept, 0) as value
from {{ ref('int_source_counts') }}

union all

select
    'usual_gap_days' as metric,
    source as scope,
    usual_gap_days as value
from {{ ref('int_source_gaps') }}

union all

select
    'is_stalled' as metric,
    source as scope,
    cast(case when is_stalled then 1 else 0 end as double) as value
from {{ ref('int_source_gaps') }}
