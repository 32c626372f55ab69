-- From issue to action to a customer who knows.
select
    alerts.alert_id,
    alerts.entity_id as account_id,
    alerts.entity_name as account_name,
    accounts.segment,
    accounts.csm_owner,
    alerts.direction,
    alerts.tier,
    alerts.opened_on,
    responses.due_on,
    responses.action_event_id,
    responses.action_type,
    responses.acted_on,
    responses.informed_on,
    responses.informed_by,
    cast({{ dbt.datediff('alerts.opened_on', 'responses.acted_on', 'day') }} as bigint) as days_to_action,
    cast({{ dbt.datediff('alerts.opened_on', 'responses.informed_on', 'day') }} as bigint) as days_to_word,
    responses.due_on < as_of.as_of as is_due,
    case
        when responses.informed_on is not null then 'closed'
        when responses.due_on >= as_of.as_of then 'under way'
        when responses.acted_on is not null then 'customer not told'
        else 'no action'
    end as loop_state,
    verdicts.verdict

from {{ ref('fct_alerts') }} as alerts
inner join {{ ref('int_alert_responses') }} as responses
    on alerts.alert_id = responses.alert_id
cross join {{ ref('int_as_of') }} as as_of
left join {{ ref('dim_accounts') }} as accounts
    on alerts.entity_id = accounts.account_id
left join {{ ref('int_alert_verdicts') }} as verdicts
    on alerts.alert_id = verdicts.alert_id and verdicts.is_latest
