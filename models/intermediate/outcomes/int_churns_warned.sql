-- Each churn that could have been warned of, beside each rule: the first warning within the horizon before it, if any. A
-- rule without churns has one row, without an account.
with

observed as (

    select account_id, min(snapshot_on) as first_snapshot_on
    from {{ ref('int_account_weeks') }}
    group by account_id

),

churns as (

    select
        outcomes.account_id,
        outcomes.outcome_on as churned_on

    from {{ ref('int_account_outcomes') }} as outcomes
    inner join observed
        on outcomes.account_id = observed.account_id
    where
        outcomes.is_decisive
        and outcomes.outcome = 'churned'
        -- it was watched for the whole horizon before, and a baseline could form before that
        and {{ dbt.datediff('observed.first_snapshot_on', 'outcomes.outcome_on', 'day') }}
        >= {{ var('outcome_horizon_days') }} + {{ var('baseline_minimum_days') }}

),

rules as (

    select distinct policy, direction
    from {{ ref('alert_policy') }}
    where entity_type is null and direction in ('decline', 'silence')

    union all

    select distinct policy, 'decline or silence' as direction
    from {{ ref('alert_policy') }}
    where is_default

    union all

    select 'usage only' as policy, 'fall of use' as direction

    union all

    select 'last NPS' as policy, 'detractor' as direction

)

select
    rules.policy,
    rules.direction,
    churns.account_id,
    churns.churned_on,
    min(warnings.warned_on) as first_warned_on

from rules
left join churns
    on rules.policy is not null
left join {{ ref('int_churn_warnings') }} as warnings
    on
        churns.account_id = warnings.account_id
        and rules.policy = warnings.policy
        and rules.direction = warnings.direction
        and warnings.warned_on < churns.churned_on
        and {{ dbt.datediff('warnings.warned_on', 'churns.churned_on', 'day') }} <= {{ var('outcome_horizon_days') }}
group by rules.policy, rules.direction, churns.account_id, churns.churned_on
