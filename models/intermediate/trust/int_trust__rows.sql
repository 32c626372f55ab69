-- Rows: where what was handed in went, by source or landing table.
{% set counts = {
    'rows_delivered': 'counts.delivered',
    'rows_quarantined': 'counts.quarantined',
    'rows_redelivered': 'counts.redelivered',
    'rows_after_as_of': 'counts.after_as_of',
    'interactions': 'counts.kept',
    'known_at_estimated': 'counts.with_estimated_known_at',
    'days_since_newest': dbt.datediff('counts.newest_known_on', 'as_of.as_of', 'day'),
} -%}

{% for metric, expression in counts.items() -%}
select
    '{{ metric }}' as metric,
    counts.source as scope,
    cast({{ expression }} as double) as value
from {{ ref('int_source_counts') }} as counts
cross join {{ ref('int_as_of') }} as as_of

union all

{% endfor -%}
select
    'lines_unreadable' as metric,
    table_name as scope,
    cast(count(*) as double) as value
from {{ ref('stg_landing__rejected_lines') }}
group by table_name

{% for table_name in ['accounts', 'contacts', 'events', 'usage_days', 'feedback'] -%}
union all

select
    'rows_quarantined_other' as metric,
    '{{ table_name }}' as scope,
    cast(count(*) as double) as value
from {{ ref('int_' ~ table_name ~ '__checked') }}
where quarantine_reason is not null

{% endfor -%}
union all

select
    'usage_days' as metric,
    'all' as scope,
    cast(count(*) as double) as value
from {{ ref('int_usage_days__deduplicated') }}

union all

select
    'feedback_rows' as metric,
    'all' as scope,
    cast(count(*) as double) as value
from {{ ref('int_feedback__checked') }}
where quarantine_reason is null
