-- How far the numbers can be trusted: one figure a row, by source where a source can be at fault.
-- depends_on: {{ ref('gate_marts_out') }}
{% set counts = [
    ('rows_delivered', 'delivered', 'rows', 'Interaction rows handed in, re-deliveries included.'),
    ('rows_quarantined', 'quarantined', 'rows', 'Rows that break the landing contract; see quarantined_interactions.'),
    ('rows_redelivered', 'redelivered', 'rows', 'Duplicates and earlier deliveries of a row that came again.'),
    ('rows_after_as_of', 'after_as_of', 'rows', 'Rows known only after the as-of day.'),
    ('interactions', 'kept', 'rows', 'Interactions in fct_interactions.'),
    ('known_at_estimated', 'with_estimated_known_at', 'rows',
        'Interactions of a first load, placed by the usual lag of the source.'),
] -%}
{% set states = {
    'given': 'Customer messages that came with a polarity.',
    'scored': 'Customer messages scored by the model.',
    'waiting': 'Customer messages whose text waits for a later run (var max_texts_per_run).',
    'unknown': 'Customer messages that the model could not judge.',
    'no text': 'Customer contacts without text or polarity: counted, not scored.',
} -%}

with

sources as (

    select * from {{ ref('int_source_counts') }}

),

messages as (

    select
        source,
        scoring_state,
        account_key,
        account_id

    from {{ ref('int_interactions__scored') }}
    where is_customer_sentiment

),

newest_account_days as (

    select
        days.entity_id,
        days.history_days,
        days.baseline_days

    from {{ ref('fct_entity_days') }} as days
    cross join {{ ref('int_as_of') }} as as_of
    where days.entity_type = 'account' and days.date_day = as_of.as_of

),

judged as (

    select
        count(*) as accounts,
        sum(case when days.history_days >= {{ var('baseline_minimum_days') }} and days.baseline_days > 1 then 1 else 0 end)
            as judgeable

    from {{ ref('dim_accounts') }} as accounts
    left join newest_account_days as days
        on accounts.account_id = days.entity_id
    where accounts.is_active

),

last_results as (

    select
        gate,
        success,
        severity

    from {{ source('quality', 'quality_results') }}
    qualify dense_rank() over (partition by gate order by checked_at desc) = 1

),

figures as (

    {% for metric, column, unit, description in counts -%}
    select
        '{{ metric }}' as metric, source as scope, cast({{ column }} as double) as value, '{{ unit }}' as unit,
        '{{ description }}' as description
    from sources
    union all
    {% endfor -%}
    select
        'days_since_newest' as metric, sources.source as scope,
        cast({{ dbt.datediff('sources.newest_known_on', 'as_of.as_of', 'day') }} as double) as value, 'days' as unit,
        'Days from the newest interaction of the source to the as-of day.' as description
    from sources
    cross join {{ ref('int_as_of') }} as as_of
    union all
    {% for state, description in states.items() -%}
    select
        'messages_{{ state | replace(" ", "_") }}' as metric, source as scope,
        cast(sum(case when scoring_state = '{{ state }}' then 1 else 0 end) as double) as value, 'messages' as unit,
        '{{ description }}' as description
    from messages
    group by source
    union all
    {% endfor -%}
    select
        'messages_unmapped' as metric, source as scope,
        cast(sum(case when account_key is not null and account_id is null then 1 else 0 end) as double) as value,
        'messages' as unit,
        'Customer messages whose account_key leads to no account.' as description
    from messages
    group by source
    union all
    select
        'lines_unreadable' as metric, table_name as scope, cast(count(*) as double) as value, 'lines' as unit,
        'Lines of a CSV file that are no CSV or no UTF-8; see the quarantine tables.' as description
    from {{ ref('stg_landing__rejected_lines') }}
    group by table_name
    union all
    select
        'rows_quarantined_other' as metric, table_name as scope, cast(count(*) as double) as value, 'rows' as unit,
        'Rows of the other landing tables that break their contract; see quarantined_rows.' as description
    from {{ ref('quarantined_rows') }}
    group by table_name
    union all
    select
        'usage_days' as metric, 'all' as scope, cast(count(*) as double) as value, 'rows' as unit,
        'Account days with usage.' as description
    from {{ ref('int_usage_days__deduplicated') }}
    union all
    select
        'feedback_rows' as metric, 'all' as scope, cast(count(*) as double) as value, 'rows' as unit,
        'Verdicts that people gave on alerts.' as description
    from {{ ref('int_feedback__checked') }}
    where quarantine_reason is null
    union all
    select
        'accounts_active' as metric, 'all' as scope, cast(accounts as double) as value, 'accounts' as unit,
        'Accounts that have not churned.' as description
    from judged
    union all
    select
        'accounts_judgeable_share' as metric, 'all' as scope,
        cast(judgeable as double) / nullif(accounts, 0) as value, 'share' as unit,
        'Share of active accounts with enough history to be judged (var baseline_minimum_days).' as description
    from judged
    union all
    select
        'checks_failed' as metric, gate as scope,
        cast(sum(case when success then 0 else 1 end) as double) as value, 'checks' as unit,
        'Expectations of the gate that failed in its newest run.' as description
    from last_results
    group by gate

)

select
    metric,
    scope,
    value,
    unit,
    description

from figures
