-- Alerts that may be told: those of the default policy. The watch list and the classic rule are never pushed.
with

links as (

    select
        alert_id,
        source_url
    from fct_alert_evidence
    where kind = 'interaction' and source_url is not null
    qualify row_number() over (partition by alert_id order by item_rank, interaction_key) = 1

)

select
    alerts.alert_id,
    alerts.entity_type,
    alerts.entity_id,
    coalesce(alerts.entity_name, alerts.entity_id) as entity_name,
    alerts.direction,
    alerts.policy,
    alerts.tier,
    alerts.severity,
    alerts.state,
    alerts.opened_on,
    alerts.escalated_on,
    alerts.closed_on,
    alerts.score,
    alerts.reason,
    accounts.csm_owner as owner,
    cast(accounts.arr as double) as arr,
    accounts.renewal_on,
    links.source_url as link
from fct_alerts as alerts
left join dim_accounts as accounts
    on alerts.entity_type = 'account' and alerts.entity_id = accounts.account_id
left join links
    on alerts.alert_id = links.alert_id
where
    alerts.is_default_policy
    and alerts.policy <> 'watch'
    and not starts_with(alerts.policy, 'classic')
order by alerts.alert_id
