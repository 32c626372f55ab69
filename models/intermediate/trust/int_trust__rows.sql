-- Rows: where what was handed in went, by source or landing table.
{% set counts = {
    'rows_delivered': 'delivered',
    'rows_quarantined': 'quarantined',
    'rows_redelivered': 'redelivered',
    'rows_after_as_of': 'after_as_of',
    'interactions': 'kept',
    'known_at_estimated': 'with_estimated_known_at',
    'days_since_newest': 'days_since_newest',
} -%}

{% for metric, column in counts.items() -%}
select
    '{{ metric }}' as metric,
    source as scope,
    cast({{ column }} as double) as value
from {{ ref('int_source_counts') }}

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
    'usage_days_unmapped' as metric,
    'all' as scope,
    cast(count(*) as double) as value
from {{ ref('int_usage_days__deduplicated') }} as usage_days
left join {{ ref('int_accounts__versions') }} as accounts
    on usage_days.account_id = accounts.account_id and accounts.is_current
where accounts.account_id is null

union all

select
    'feedback_rows' as metric,
    'all' as scope,
    cast(count(*) as double) as value
from {{ ref('int_feedback__checked') }}
where quarantine_reason is null
