-- How many of the answered alerts were right. People answer what they choose to, so this speaks of those alerts only.
with

alerts as (

    select
        alerts.alert_id,
        alerts.policy,
        alerts.is_default,
        alerts.tier,
        accounts.segment,
        verdicts.is_right

    from {{ ref('int_alerts') }} as alerts
    left join {{ ref('int_accounts__versions') }} as accounts
        on
            alerts.entity_type = 'account'
            and alerts.entity_id = accounts.account_id
            and accounts.is_current
    left join {{ ref('int_alert_verdicts') }} as verdicts
        on alerts.alert_id = verdicts.alert_id and verdicts.is_latest

),

grouped as (

    select 'policy ' || policy as scope, is_right from alerts
    union all
    select 'default policy' as scope, is_right from alerts
    where is_default
    union all
    select 'tier ' || tier as scope, is_right from alerts
    where is_default
    union all
    select 'segment ' || segment as scope, is_right from alerts
    where is_default and segment is not null

),

counted as (

    select
        scope,
        count(*) as n_alerts,
        count(is_right) as n_answered,
        sum(case when is_right then 1 else 0 end) as n_right

    from grouped
    group by scope

)

select
    scope,
    cast(n_alerts as bigint) as n_alerts,
    cast(n_answered as bigint) as n_answered,
    cast(n_right as bigint) as n_right,
    cast(n_right as double) / nullif(n_answered, 0) as alert_precision,
    {{ wilson_bound('n_right', 'n_answered', 'low') }} as alert_precision_low,
    {{ wilson_bound('n_right', 'n_answered', 'high') }} as alert_precision_high

from counted
