-- The default policy's alerts of the last quarter, and what became of them. Four weeks must pass before their weeks tell.
select
    alerts.alert_id,
    alerts.entity_type,
    alerts.entity_id,
    alerts.entity_name,
    accounts.segment,
    accounts.csm_owner,
    alerts.direction,
    alerts.tier,
    alerts.severity,
    alerts.state,
    alerts.opened_on,
    {{ dbt.datediff('alerts.opened_on', 'as_of.as_of', 'day') }} as days_since,
    alerts.reason,
    verdicts.verdict,
    aftermaths.is_borne_out,
    loops.loop_state,
    -- what people say counts before what the weeks afterwards look like
    coalesce(verdicts.is_right, aftermaths.is_borne_out) as is_right,
    case
        when verdicts.verdict is not null then concat('answered: ', verdicts.verdict)
        when aftermaths.is_borne_out then 'borne out'
        when not aftermaths.is_borne_out then 'went back'
        when {{ dbt.datediff('alerts.opened_on', 'as_of.as_of', 'day') }} < {{ var('aftermath_days') }} then 'too early'
        else 'cannot be told'
    end as finding,
    row_number() over (order by alerts.opened_on desc nulls last, alerts.alert_id asc) as item_rank

from {{ ref('fct_alerts') }} as alerts
cross join {{ ref('int_as_of') }} as as_of
left join {{ ref('dim_accounts') }} as accounts
    on alerts.entity_type = 'account' and alerts.entity_id = accounts.account_id
left join {{ ref('int_alert_verdicts') }} as verdicts
    on alerts.alert_id = verdicts.alert_id and verdicts.is_latest
left join {{ ref('fct_alert_loops') }} as loops
    on alerts.alert_id = loops.alert_id
left join {{ ref('int_alert_aftermaths') }} as aftermaths
    on alerts.alert_id = aftermaths.alert_id
where
    alerts.is_default_policy
    and alerts.opened_on > {{ dbt.dateadd('day', -var('precision_days'), 'as_of.as_of') }}
