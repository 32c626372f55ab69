-- How every active account stands on the last day: its mood beside its own past, its open alert, its tickets and its use
-- beside their usual. Of two open alerts the worrying one is told, then the stronger one.
with

open_alerts as (

    select *
    from {{ ref('fct_alerts') }}
    where is_default_policy and state = 'open' and entity_type = 'account'
    qualify row_number() over (
        partition by entity_id
        order by
            case when direction = 'improvement' then 1 else 0 end asc,
            peak_score desc nulls last,
            alert_id asc
    ) = 1

)

select
    accounts.account_id,
    accounts.account_name,
    accounts.segment,
    accounts.region,
    accounts.product,
    accounts.lifecycle_stage,
    accounts.csm_owner,
    accounts.arr,
    accounts.renewal_on,
    stakes.days_to_renewal,
    status.judgement,
    case
        when alerts.direction = 'improvement' then 'improving'
        when alerts.alert_id is not null then 'alert'
        when not coalesce(status.is_judgeable, false) then 'not judged'
        -- lower is not enough: the interval must lie under the usual, or that of the slope under zero
        when status.sentiment_score_7d_high < status.baseline_score or status.velocity_high < 0 then 'falling'
        when status.sentiment_score_7d_low > status.baseline_score or status.velocity_low > 0 then 'rising'
        when status.sentiment_score_7d is null then 'quiet'
        else 'usual'
    end as standing,
    status.n_scored_7d,
    status.sentiment_score_7d,
    status.sentiment_score_7d_low,
    status.sentiment_score_7d_high,
    status.baseline_score,
    days.baseline_score_sd,
    status.baseline_deviation,
    status.velocity,
    status.velocity_low,
    status.velocity_high,
    cast(signals.tickets_14d as bigint) as n_tickets,
    cast(signals.tickets_usual as double) * {{ var('ticket_days').recent }}
    / nullif(cast({{ var('ticket_days').usual }} as double), 0) as n_tickets_usual,
    signals.usage_change,
    cast(signals.days_since_touch as bigint) as days_since_touch,
    alerts.alert_id,
    alerts.direction as alert_direction,
    alerts.severity as alert_severity,
    alerts.opened_on as alert_opened_on,
    alerts.reason as alert_reason

from {{ ref('dim_accounts') }} as accounts
left join {{ ref('int_account_stakes') }} as stakes
    on accounts.account_id = stakes.account_id
left join {{ ref('mart_entity_status') }} as status
    on status.entity_type = 'account' and accounts.account_id = status.entity_id
left join {{ ref('fct_entity_days') }} as days
    on days.entity_type = 'account' and accounts.account_id = days.entity_id and status.date_day = days.date_day
left join {{ ref('int_pattern_signals') }} as signals
    on accounts.account_id = signals.account_id and signals.weeks_ago = 0
left join open_alerts as alerts
    on accounts.account_id = alerts.entity_id
where accounts.is_active
