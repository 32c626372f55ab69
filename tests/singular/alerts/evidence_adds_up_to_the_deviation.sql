-- The parts of every kind of evidence add up to what they explain, and every alert has each kind that its messages have
-- parts of. Alerts that are about an absence have no messages.
{% set tolerance = 1e-9 -%}

with

kinds as (

    {% for kind in ['interaction', 'day', 'channel'] -%}
    select '{{ kind }}' as kind
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

expected as (

    select
        alerts.alert_id,
        kinds.kind,
        alerts.deviation
    from {{ ref('fct_alerts') }} as alerts
    cross join kinds
    where alerts.signal in ('shift', 'movement', 'burst', 'daily_mean')

),

totals as (

    select
        alert_id,
        kind,
        sum(contribution) as total
    from {{ ref('fct_alert_evidence') }}
    group by alert_id, kind

)

select
    coalesce(expected.alert_id, totals.alert_id) as alert_id,
    coalesce(expected.kind, totals.kind) as kind,
    coalesce(expected.deviation, alerts.deviation) as deviation,
    totals.total

from expected
full outer join totals
    on expected.alert_id = totals.alert_id and expected.kind = totals.kind
left join {{ ref('fct_alerts') }} as alerts
    on totals.alert_id = alerts.alert_id
where
    totals.total is null
    or abs(totals.total - coalesce(expected.deviation, alerts.deviation)) > {{ tolerance }}
