with

alerts as (

    select
        alerts.*,
        case alerts.entity_type
            when 'account' then coalesce(accounts.account_name, alerts.entity_id)
            else alerts.entity_id
        end as entity_name,
        case alerts.direction when 'decline' then ' below' else ' above' end as side

    from {{ ref('int_alerts') }} as alerts
    left join {{ ref('dim_accounts') }} as accounts
        on alerts.entity_type = 'account' and alerts.entity_id = accounts.account_id

)

select
    alerts.alert_id,
    alerts.entity_type,
    alerts.entity_id,
    alerts.entity_name,
    alerts.direction,
    alerts.policy,
    alerts.is_default as is_default_policy,
    alerts.tier,
    alerts.severity,
    alerts.state,
    alerts.opened_on,
    cast(null as date) as escalated_on,
    alerts.closed_on,
    alerts.baseline,
    alerts.current_value,
    alerts.deviation,
    alerts.score,
    alerts.threshold,
    alerts.peak_score,
    cast(null as double) as probability,
    cast(alerts.n_interactions as bigint) as n_interactions,
    'sentiment' as reason_code,
    concat(
        alerts.entity_name,
        ': sentiment over 7 days ',
        case alerts.direction when 'decline' then 'fell to ' else 'rose to ' end,
        {{ one_decimal('(alerts.current_value + 1) * 50') }},
        ' of 100, ',
        {{ one_decimal('abs(alerts.deviation) * 50') }},
        alerts.side,
        ' its own baseline of ',
        {{ one_decimal('(alerts.baseline + 1) * 50') }},
        ' (',
        {{ one_decimal('alerts.score') }},
        ' baseline sd, alert from ',
        {{ one_decimal('alerts.threshold') }},
        '), on ',
        cast(alerts.n_interactions as {{ dbt.type_string() }}),
        case alerts.n_interactions when 1 then ' scored message' else ' scored messages' end,
        case when highlights.words is null then '' else concat('; ', highlights.words) end,
        '.'
    ) as reason

from alerts
left join {{ ref('int_alert_highlights') }} as highlights
    on alerts.alert_id = highlights.alert_id
