with

exposure as (

    select cast(count(*) as double) / nullif({{ detection_constant('days_a_year') }}, 0) as account_years
    from {{ ref('fct_entity_days') }}
    where entity_type = 'account' and history_days >= {{ var('baseline_minimum_days') }}

),

counts as (

    select
        alerts.policy,
        alerts.direction,
        count(*) as n_alerts,
        count(distinct alerts.entity_id) as n_accounts,
        sum(case when alerts.state = 'open' then 1 else 0 end) as n_open,
        sum(case when alerts.tier = 'immediate' then 1 else 0 end) as n_immediate,
        count(aftermaths.is_borne_out) as n_judged,
        sum(case when aftermaths.is_borne_out then 1 else 0 end) as n_borne_out

    from {{ ref('fct_alerts') }} as alerts
    left join {{ ref('int_alert_aftermaths') }} as aftermaths
        on alerts.alert_id = aftermaths.alert_id
    inner join {{ ref('fct_entity_days') }} as days
        on
            alerts.entity_type = days.entity_type
            and alerts.entity_id = days.entity_id
            and alerts.opened_on = days.date_day
    where alerts.entity_type = 'account' and days.history_days >= {{ var('baseline_minimum_days') }}
    group by alerts.policy, alerts.direction

),

policies as (

    select
        policy,
        direction,
        {{ dbt.bool_or('is_default') }} as is_default_policy
    from {{ ref('alert_policy') }}
    where direction in ('decline', 'improvement', 'silence')
    group by policy, direction

)

select
    policies.policy,
    policies.direction,
    policies.is_default_policy,
    exposure.account_years,
    cast(coalesce(counts.n_alerts, 0) as bigint) as n_alerts,
    cast(coalesce(counts.n_accounts, 0) as bigint) as n_accounts,
    cast(coalesce(counts.n_open, 0) as bigint) as n_open,
    cast(coalesce(counts.n_immediate, 0) as bigint) as n_immediate,
    coalesce(counts.n_alerts, 0) / nullif(exposure.account_years, 0) as alerts_per_account_year,
    cast(coalesce(counts.n_judged, 0) as bigint) as n_judged,
    cast(coalesce(counts.n_borne_out, 0) as bigint) as n_borne_out,
    cast(counts.n_borne_out as double) / nullif(counts.n_judged, 0) as borne_out_share

from policies
cross join exposure
left join counts
    on policies.policy = counts.policy and policies.direction = counts.direction
