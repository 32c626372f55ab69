-- One account on one page: how severe, where it is going, why, how likely it leaves, and what to do by when. Severity adds up
-- the points of the signs that have come together; the probability is a statement of its own.
with

points as (

    select
        account_id,
        sum(points) as risk_points

    from {{ ref('int_account_risk_factors') }}
    group by account_id

),

severities as (

    select
        stakes.account_id,
        coalesce(points.risk_points, 0) as risk_points,
        rules.severity

    from {{ ref('int_account_stakes') }} as stakes
    left join points
        on stakes.account_id = points.account_id
    inner join {{ ref('risk_severities') }} as rules
        on coalesce(points.risk_points, 0) >= rules.minimum_points
    qualify row_number() over (
        partition by stakes.account_id order by rules.minimum_points desc nulls last
    ) = 1

),

causes as (

    select
        account_id,
        {{ joined_texts("concat(cause, ': ', evidence)", "'; '", 'cause_rank') }} as likely_causes

    from {{ ref('mart_risk_causes') }}
    group by account_id

),

actions as (

    select
        account_id,
        {{ joined_texts("concat(action, ' (', owner_role, ', ', due_words, ')')", "'; '", 'place') }}
            as actions,
        {{ joined_texts('success_metric', "'; '", 'place') }} as success_metrics

    from {{ ref('mart_risk_actions') }}
    group by account_id

)

select
    stakes.account_id,
    stakes.account_name,
    stakes.owner,
    stakes.as_of as assessed_on,
    severities.severity,
    cast(severities.risk_points as integer) as risk_points,
    signals.last_week_score,
    signals.early_life_score,
    signals.early_life_deviation,
    case
        when signals.velocity is null then 'not known yet'
        when signals.supported_velocity < 0 then 'falling'
        when signals.supported_velocity > 0 then 'rising'
        else 'no trend beyond chance'
    end as trend,
    cast(signals.velocity_weeks as integer) as velocity_weeks,
    signals.velocity,
    signals.velocity_low,
    signals.velocity_high,
    signals.mann_kendall_z,
    case
        when signals.velocity_older_half is null then 'not known yet'
        when signals.supported_bend < 0 then 'bends down'
        when signals.supported_bend > 0 then 'bends up'
        else 'no bend beyond chance'
    end as acceleration,
    signals.velocity_older_half,
    signals.velocity_newer_half,
    signals.acceleration_p,
    signals.tickets_14d,
    signals.ticket_ratio,
    signals.usage_change,
    signals.days_since_touch,
    stakes.arr,
    stakes.renewal_on,
    stakes.days_to_renewal,
    predictions.probability as churn_probability,
    predictions.probability_low as churn_probability_low,
    predictions.probability_high as churn_probability_high,
    predictions.horizon_days as churn_horizon_days,
    coalesce(predictions.method, 'not predicted') as churn_method,
    predictions.note as churn_note,
    causes.likely_causes,
    actions.actions,
    actions.success_metrics

from {{ ref('int_account_stakes') }} as stakes
inner join severities
    on stakes.account_id = severities.account_id
inner join {{ ref('int_account_risks__signals') }} as signals
    on stakes.account_id = signals.account_id
left join {{ ref('mart_outcome_predictions') }} as predictions
    on stakes.account_id = predictions.account_id and predictions.outcome = 'churned'
left join causes
    on stakes.account_id = causes.account_id
left join actions
    on stakes.account_id = actions.account_id
