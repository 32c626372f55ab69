-- The features of the outcome models, and the simpler scores that they are measured against, on each day of the grid.
with

classic_alerts as (

    select
        weeks.account_id,
        weeks.snapshot_on,
        count(*) as n_alerts

    from {{ ref('int_account_weeks') }} as weeks
    inner join {{ ref('int_alerts') }} as alerts
        on
            alerts.entity_type = 'account'
            and weeks.account_id = alerts.entity_id
            and alerts.policy = 'classic_20'
            and alerts.direction = 'decline'
            and alerts.opened_on <= weeks.snapshot_on
            and alerts.opened_on > {{ dbt.dateadd('day', -var('outcome_recent_days'), 'weeks.snapshot_on') }}
    group by weeks.account_id, weeks.snapshot_on

)

select
    measured.account_id,
    measured.snapshot_on,
    measured.week_start_on,
    measured.is_whole_week,
    measured.is_as_of_day,
    measured.segment,
    measured.customer_days,
    measured.renewal_on,
    measured.mood_recent,
    measured.mood_long,
    case when measured.mood_change is not null then greatest(0, -measured.mood_change) end as mood_fall,
    measured.rating,
    measured.volume,
    measured.volume_change,
    measured.ticket_change,
    measured.active_share,
    measured.use_change,
    cast(measured.days_unused as double) as days_unused,
    cast(measured.n_billing as double) as n_billing,
    cast(measured.days_without_touchpoint as double) as days_without_touchpoint,
    measured.log_arr,
    measured.tenure_days / nullif({{ detection_constant('days_a_year') }}, 0) as tenure_years,
    -- of the days of the horizon, those that lie in the time before the renewal
    case
        when measured.days_to_renewal is not null
            then greatest(
                0,
                least(measured.days_to_renewal, {{ var('outcome_horizon_days') }})
                - greatest(0, measured.days_to_renewal - {{ outcome_constant('renewal_risk_days') }})
            ) / nullif({{ var('outcome_horizon_days') }}, 0)
    end as renewal_share,
    cast(measured.days_to_renewal as double) as days_to_renewal,
    health.health,
    measured.raw_mood_recent,
    measured.last_nps,
    cast(coalesce(classic_alerts.n_alerts, 0) as double) as classic_alerts

from {{ ref('int_account_weeks__measured') }} as measured
inner join {{ ref('int_account_health') }} as health
    on measured.account_id = health.account_id and measured.snapshot_on = health.snapshot_on
left join classic_alerts
    on measured.account_id = classic_alerts.account_id and measured.snapshot_on = classic_alerts.snapshot_on
