-- What to do next, in one ranked list an owner: for every pattern that an account shows today, one play.
with

-- Patterns that are an alert, and of which direction. What holds without one has been open since it holds.
alerting_patterns as (

    select
        pattern,
        min(case when signal = 'days_since_silence' then 'silence' else 'decline' end) as direction

    from {{ ref('pattern_conditions') }}
    where signal in ('days_since_decline', 'days_since_sudden_fall', 'days_since_silence') and minimum is not null
    group by pattern

),

open_alerts as (

    select
        entity_id as account_id,
        direction,
        alert_id,
        opened_on

    from {{ ref('fct_alerts') }}
    where
        entity_type = 'account' and is_default_policy and state = 'open' and direction in ('decline', 'silence')
    qualify row_number() over (
        partition by entity_id, direction order by opened_on desc nulls last, score desc nulls last, alert_id asc
    ) = 1

),

actions as (

    select
        actions.*,
        md5(concat(actions.account_id, '|', actions.pattern, '|', actions.play)) as action_id,
        alerts.alert_id,
        coalesce(alerts.opened_on, actions.holds_since) as open_since,
        predictions.probability,
        predictions.probability_low,
        predictions.probability_high,
        case
            when predictions.probability is null then 'not predicted: counts as 1'
            else concat(predictions.method, ', within ', {{ whole_number('predictions.horizon_days') }}, ' days')
        end as probability_method

    from {{ ref('int_next_actions') }} as actions
    left join {{ ref('mart_outcome_predictions') }} as predictions
        on actions.account_id = predictions.account_id and actions.probability_of = predictions.outcome
    left join alerting_patterns
        on actions.pattern = alerting_patterns.pattern
    left join open_alerts as alerts
        on actions.account_id = alerts.account_id and alerting_patterns.direction = alerts.direction

),

prioritised as (

    select
        *,
        coalesce(probability, 1) * counted_arr * arr_share * urgency as priority

    from actions

)

select
    action_id,
    account_id,
    account_name,
    owner,
    cast(row_number() over (
        partition by owner order by priority desc nulls last, precedence asc, account_id asc, pattern asc
    ) as integer) as rank,
    row_number() over (
        partition by account_id order by priority desc nulls last, precedence asc, pattern asc
    ) = 1 as is_first_of_account,
    pattern,
    pattern_title,
    evidence,
    alert_id,
    open_since,
    play,
    play_title,
    ranked_by,
    ranking_note,
    owner_role,
    due_on,
    action,
    success_metric,
    probability_of,
    probability,
    probability_low,
    probability_high,
    probability_method,
    arr,
    arr_share,
    arr_method,
    renewal_on,
    days_to_renewal,
    urgency,
    urgency_method,
    priority

from prioritised
