-- The alerts of the default policy at the end of each week, in days since they opened; −1 where no decline is open.
with

alerts as (

    select
        weeks.entity_id,
        weeks.weeks_ago,
        alerts.direction,
        alerts.tier,
        alerts.state,
        alerts.closed_on is null or alerts.closed_on > weeks.week_end_on as is_open,
        {{ dbt.datediff('alerts.opened_on', 'weeks.week_end_on', 'day') }} as days_open,
        {{ dbt.datediff('alerts.closed_on', 'weeks.week_end_on', 'day') }} as days_closed

    from {{ ref('int_entity_weeks') }} as weeks
    inner join {{ ref('int_alerts') }} as alerts
        on
            weeks.entity_type = alerts.entity_type
            and weeks.entity_id = alerts.entity_id
            and weeks.week_end_on >= alerts.opened_on
    where
        weeks.entity_type = 'account'
        and weeks.weeks_ago < {{ var('pattern_weeks') }}
        and alerts.is_default
        and alerts.direction in ('decline', 'silence')

)

select
    entity_id as account_id,
    weeks_ago,
    min(case when is_open and direction = 'decline' then days_open end) as days_since_decline,
    min(case when is_open and direction = 'decline' and tier = 'immediate' then days_open end) as days_since_sudden_fall,
    min(case when is_open and direction = 'silence' then days_open end) as days_since_silence,
    case
        when sum(case when is_open and direction = 'decline' then 1 else 0 end) = 0
            then min(case when not is_open and direction = 'decline' and state = 'closed' then days_closed end)
    end as days_since_recovery

from alerts
group by entity_id, weeks_ago
