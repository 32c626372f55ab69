select
    alerts.alert_id,
    alerts.entity_type,
    alerts.entity_id,
    sentences.entity_name,
    alerts.direction,
    alerts.policy,
    alerts.is_default as is_default_policy,
    alerts.tier,
    alerts.severity,
    alerts.state,
    alerts.opened_on,
    alerts.escalated_on,
    alerts.closed_on,
    alerts.baseline,
    alerts.current_value,
    alerts.deviation,
    alerts.unit,
    alerts.score,
    alerts.threshold,
    alerts.peak_score,
    alerts.probability,
    cast(alerts.n_interactions as bigint) as n_interactions,
    alerts.signal,
    alerts.lane,
    sentences.reason_code,
    concat(
        sentences.sentence,
        case when highlights.words is null then '' else concat('; ', highlights.words) end,
        '.'
    ) as reason

from {{ ref('int_alerts') }} as alerts
inner join {{ ref('int_alert_sentences') }} as sentences
    on alerts.alert_id = sentences.alert_id
left join {{ ref('int_alert_highlights') }} as highlights
    on alerts.alert_id = highlights.alert_id
