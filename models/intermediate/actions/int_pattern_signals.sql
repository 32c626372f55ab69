-- All that patterns are made of, for each account at the end of each week. A signal that is not known is NULL, and then no
-- condition on it holds.
with

moods as (

    select
        weeks.entity_id as account_id,
        weeks.weeks_ago,
        days.score as fall_sd,
        (days.current_value + 1) * 50 as recent_score,
        (days.baseline + 1) * 50 as usual_score

    from {{ ref('int_entity_weeks') }} as weeks
    inner join {{ ref('int_signal_days__shift') }} as days
        on
            weeks.entity_type = days.entity_type
            and weeks.entity_id = days.entity_id
            and days.date_day between weeks.week_start_on and weeks.week_end_on
    where
        weeks.entity_type = 'account'
        and weeks.weeks_ago < {{ var('pattern_weeks') }}
        and days.direction = 'decline'
    qualify row_number() over (
        partition by weeks.entity_id, weeks.weeks_ago order by days.date_day desc nulls last
    ) = 1

)

select
    events.account_id,
    events.weeks_ago,
    events.week_end_on,
    events.segment,
    events.arr,
    events.renewal_on,
    moods.fall_sd,
    moods.recent_score,
    moods.usual_score,
    velocity.velocity_ols * 50 as velocity,
    velocity.velocity_ols_high * 50 as velocity_high,
    case when velocity.velocity_ols_high < 0 then 1 else 0 end as is_sliding,
    activity.tickets_recent as tickets_14d,
    activity.tickets_usual,
    activity.ticket_ratio,
    usage.usage_change,
    activity.billing_complaints_28d,
    activity.competitor_mentions_28d,
    coalesce(alerts.days_since_decline, -1) as days_since_decline,
    alerts.days_since_sudden_fall,
    alerts.days_since_silence,
    alerts.days_since_recovery,
    events.days_to_renewal,
    events.days_since_billing_event,
    events.days_since_touch,
    releases.release_id,
    releases.release_title,
    releases.released_on,
    releases.messages_since_release,
    releases.release_change_points,
    releases.release_change_sd

from {{ ref('int_pattern_signals__events') }} as events
left join moods
    on events.account_id = moods.account_id and events.weeks_ago = moods.weeks_ago
left join {{ ref('int_entity_weeks__velocity') }} as velocity
    on
        velocity.entity_type = 'account'
        and events.account_id = velocity.entity_id
        and events.weeks_ago = velocity.weeks_ago
left join {{ ref('int_pattern_signals__activity') }} as activity
    on events.account_id = activity.account_id and events.weeks_ago = activity.weeks_ago
left join {{ ref('int_pattern_signals__usage') }} as usage
    on events.account_id = usage.account_id and events.weeks_ago = usage.weeks_ago
left join {{ ref('int_pattern_signals__alerts') }} as alerts
    on events.account_id = alerts.account_id and events.weeks_ago = alerts.weeks_ago
left join {{ ref('int_pattern_signals__releases') }} as releases
    on events.account_id = releases.account_id and events.weeks_ago = releases.weeks_ago
