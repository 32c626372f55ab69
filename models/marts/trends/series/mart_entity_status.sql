with

newest_days as (

    select
        days.*,
        spans.last_scored_on

    from {{ ref('fct_entity_days') }} as days
    inner join {{ ref('int_entity_spans') }} as spans
        on
            days.entity_type = spans.entity_type
            and days.entity_id = spans.entity_id
            and days.date_day = spans.last_day

)

select
    days.entity_type,
    days.entity_id,
    coalesce(accounts.account_name, days.entity_id) as entity_name,
    days.date_day,
    coalesce(accounts.is_active, true) as is_active,

    -- can it be judged
    days.history_days,
    days.last_scored_on,
    days.is_judgeable,
    case
        when days.last_scored_on is null then 'no scored message yet'
        when not coalesce(accounts.is_active, true) then 'ended'
        when days.history_days < {{ var('baseline_minimum_days') }}
            then concat('baseline forming, ', days.history_days, ' of {{ var("baseline_minimum_days") }} days')
        when days.n_scored_30d = 0
            then concat('no score for ', {{ dbt.datediff('days.last_scored_on', 'days.date_day', 'day') }}, ' days')
        when days.baseline_days <= 1 then 'too quiet for a baseline'
        when detection.n_judged_recently < {{ detection_constant('evidence_messages') }}
            then concat(
                'too quiet for alerts, ', detection.n_judged_recently, ' of ',
                cast({{ detection_constant('evidence_messages') }} as integer),
                ' messages in {{ var("evidence_days") }} days'
            )
        else 'judged'
    end as judgement,

    -- where it stands
    days.n_scored_7d,
    days.sentiment_score_7d,
    days.sentiment_score_7d_low,
    days.sentiment_score_7d_high,
    days.n_scored_30d,
    days.sentiment_score_30d,
    days.baseline_score,
    days.sentiment_score_7d - days.baseline_score as baseline_deviation,
    cast(trends.n_scored_last_week as bigint) as n_scored_last_week,
    (trends.last_week + 1) * 50 as last_week_score,
    (trends.early_life_baseline + 1) * 50 as early_life_score,
    trends.early_life_deviation * 50 as early_life_deviation,

    -- where it is going, in points of 0–100 a week
    cast(trends.velocity_weeks as integer) as velocity_weeks,
    trends.velocity * 50 as velocity,
    trends.velocity_low * 50 as velocity_low,
    trends.velocity_high * 50 as velocity_high,
    trends.mann_kendall_z,
    trends.velocity_ols * 50 as velocity_ols,
    trends.velocity_ols_low * 50 as velocity_ols_low,
    trends.velocity_ols_high * 50 as velocity_ols_high,
    trends.velocity_older_half * 50 as velocity_older_half,
    trends.velocity_newer_half * 50 as velocity_newer_half,
    trends.acceleration * 50 as acceleration,
    trends.acceleration_p,
    trends.projected_on,
    (trends.projected + 1) * 50 as projected_score,
    (trends.projected_low_80 + 1) * 50 as projected_score_low_80,
    (trends.projected_high_80 + 1) * 50 as projected_score_high_80,
    (trends.projected_low_95 + 1) * 50 as projected_score_low_95,
    (trends.projected_high_95 + 1) * 50 as projected_score_high_95,

    -- what changed
    trends.changed_on,
    (trends.sentiment_after_change - trends.sentiment_before_change) * 50 as latest_change,
    mixes.week_change * 50 as week_change,
    mixes.month_change * 50 as month_change,
    mixes.month_change_low * 50 as month_change_low,
    mixes.month_change_high * 50 as month_change_high,
    mixes.month_within_channel_change * 50 as month_within_channel_change,
    mixes.month_channel_mix_change * 50 as month_channel_mix_change,
    mixes.quarter_change * 50 as quarter_change,
    (mixes.composite + 1) * 50 as composite_score,
    mixes.emotion_shift,
    mixes.emotion_most_changed,
    mixes.emotion_change,
    mixes.emotion_change_z

from newest_days as days
inner join {{ ref('int_entity_status__trend') }} as trends
    on days.entity_type = trends.entity_type and days.entity_id = trends.entity_id
inner join {{ ref('int_entity_status__mix') }} as mixes
    on days.entity_type = mixes.entity_type and days.entity_id = mixes.entity_id
left join {{ ref('int_detection_days__scored') }} as detection
    on
        days.entity_type = detection.entity_type
        and days.entity_id = detection.entity_id
        and days.date_day = detection.date_day
left join {{ ref('dim_accounts') }} as accounts
    on days.entity_type = 'account' and days.entity_id = accounts.account_id
