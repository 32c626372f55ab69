-- Every active account with its standing, which the weekly review shows too, and its open decline alert, if there is one.
with

open_declines as (

    select
        entity_id,
        severity,
        tier,
        opened_on,
        reason
    from fct_alerts
    where is_default_policy and state = 'open' and entity_type = 'account' and direction = 'decline'
    qualify row_number() over (partition by entity_id order by opened_on desc, alert_id) = 1

)

select
    accounts.account_id,
    accounts.account_name,
    accounts.segment,
    accounts.region,
    accounts.product,
    accounts.csm_owner,
    accounts.arr,
    accounts.renewal_on,
    accounts.last_message_on,
    accounts.n_messages,
    standings.standing,
    standings.judgement,
    days.n_scored_7d,
    days.n_scored_30d,
    days.sentiment_score_7d,
    days.baseline_score,
    days.baseline_score_sd,
    days.sentiment_score_7d - days.baseline_score as deviation,
    status.velocity_weeks,
    status.velocity,
    status.velocity_low,
    status.velocity_high,
    status.velocity_older_half,
    status.velocity_newer_half,
    status.acceleration_p,
    status.projected_on,
    status.projected_score,
    status.projected_score_low_80,
    status.projected_score_high_80,
    status.projected_score_low_95,
    status.projected_score_high_95,
    status.changed_on,
    status.latest_change,
    open_declines.severity as alert_severity,
    open_declines.tier as alert_tier,
    open_declines.opened_on as alert_opened_on,
    open_declines.reason as alert_reason
from dim_accounts as accounts
inner join mart_account_standings as standings
    on accounts.account_id = standings.account_id
left join fct_entity_days as days
    on days.entity_type = 'account' and accounts.account_id = days.entity_id and days.date_day = $as_of
left join mart_entity_status as status
    on status.entity_type = 'account' and accounts.account_id = status.entity_id
left join open_declines
    on accounts.account_id = open_declines.entity_id
where accounts.is_active
order by accounts.account_id
