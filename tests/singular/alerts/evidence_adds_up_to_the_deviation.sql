-- The parts of every kind of evidence add up to what they explain. Alerts that are about an absence have no messages.
{% set tolerance = 1e-9 -%}

select
    evidence.alert_id,
    evidence.kind,
    alerts.deviation,
    sum(evidence.contribution) as total

from {{ ref('fct_alert_evidence') }} as evidence
inner join {{ ref('fct_alerts') }} as alerts
    on evidence.alert_id = alerts.alert_id
group by evidence.alert_id, evidence.kind, alerts.deviation
having abs(sum(evidence.contribution) - alerts.deviation) > {{ tolerance }}
