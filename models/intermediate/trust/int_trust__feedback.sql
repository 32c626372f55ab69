-- Feedback: how right the answered alerts were, and what the verdicts did and did not lead to.
{% for metric, column in {
    'alerts_answered': 'n_answered',
    'alert_precision': 'alert_precision',
    'alert_precision_low': 'alert_precision_low',
    'alert_precision_high': 'alert_precision_high',
}.items() -%}
select
    '{{ metric }}' as metric,
    scope,
    cast({{ column }} as double) as value
from {{ ref('int_alert_precision') }}

union all

{% endfor -%}
select
    'verdicts_on_no_alert' as metric,
    'all' as scope,
    cast(count(*) as double) as value
from {{ ref('int_feedback__known') }} as answers
left join {{ ref('int_alert_verdicts') }} as verdicts
    on answers.feedback_id = verdicts.feedback_id
where verdicts.feedback_id is null

union all

select
    'verdicts_after_as_of' as metric,
    'all' as scope,
    cast(count(*) as double) as value
from {{ ref('int_feedback__checked') }} as answers
cross join {{ ref('int_as_of') }} as as_of
where answers.quarantine_reason is null and cast(answers.noted_at as date) > as_of.as_of

union all

select
    'thresholds_raised' as metric,
    'all' as scope,
    cast(count(*) as double) as value
from {{ ref('int_alert_thresholds') }} as raised
cross join {{ ref('int_as_of') }} as as_of
where as_of.as_of >= raised.from_on and as_of.as_of < raised.until_on
