-- What each active account shows now: the signals of its newest week, and its trend where it is more than chance.
select
    stakes.account_id,
    stakes.days_to_renewal,
    (trends.last_week + 1) * 50 as last_week_score,
    (trends.early_life_baseline + 1) * 50 as early_life_score,
    {{ rounded('trends.early_life_deviation * 50') }} as early_life_deviation,
    case
        when trends.n_scored_last_week >= {{ detection_constant('change_minimum_messages') }}
            then {{ rounded('trends.early_life_deviation * 50') }}
    end as supported_early_life,
    coalesce(trends.velocity_weeks, 0) as velocity_weeks,
    trends.velocity * 50 as velocity,
    trends.velocity_low * 50 as velocity_low,
    trends.velocity_high * 50 as velocity_high,
    trends.mann_kendall_z,
    case
        when abs(trends.mann_kendall_z) >= {{ detection_constant('interval_z') }} then {{ rounded('trends.velocity * 50') }}
    end as supported_velocity,
    trends.velocity_older_half * 50 as velocity_older_half,
    trends.velocity_newer_half * 50 as velocity_newer_half,
    trends.acceleration_p,
    case
        when trends.acceleration_p <= {{ var('trend_p') }}
            then {{ rounded('(trends.velocity_newer_half - trends.velocity_older_half) * 50') }}
    end as supported_bend,
    signals.fall_sd,
    signals.recent_score,
    signals.usual_score,
    signals.tickets_14d,
    signals.tickets_usual,
    signals.ticket_ratio,
    case when signals.tickets_14d >= {{ var('ticket_days').least }} then signals.ticket_ratio end as ticket_load,
    signals.usage_change,
    signals.billing_complaints_28d,
    signals.competitor_mentions_28d,
    signals.days_since_silence,
    signals.days_since_touch,
    signals.release_title,
    signals.messages_since_release,
    signals.release_change_points,
    case
        when signals.messages_since_release >= {{ detection_constant('change_minimum_messages') }}
            then signals.release_change_sd
    end as release_change_sd

from {{ ref('int_account_stakes') }} as stakes
left join {{ ref('int_pattern_signals') }} as signals
    on stakes.account_id = signals.account_id and signals.weeks_ago = 0
left join {{ ref('int_entity_status__trend') }} as trends
    on trends.entity_type = 'account' and stakes.account_id = trends.entity_id
