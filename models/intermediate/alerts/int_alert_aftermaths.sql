-- What came after each alert on an account's mood: did the four weeks that followed stay on the side that it warned of? No
-- proof of a false alarm, since help may have come; but noise goes back to where it was, and a rule that mostly alerts on
-- noise shows it here, on the user's own data.
with

alerts as (

    select
        alerts.alert_id,
        alerts.entity_id,
        alerts.opened_on,
        case when alerts.direction = 'decline' then -1 else 1 end as side,
        cast({{ dbt.dateadd('day', var('aftermath_days'), 'alerts.opened_on') }} as date) as until_on,
        days.baseline as usual,
        days.sentiment_7d - days.baseline as change

    from {{ ref('int_alerts') }} as alerts
    inner join {{ ref('int_entity_days__windowed') }} as days
        on
            alerts.entity_type = days.entity_type
            and alerts.entity_id = days.entity_id
            and alerts.opened_on = days.date_day
    where
        alerts.entity_type = 'account'
        and alerts.direction in ('decline', 'improvement')
        and days.sentiment_7d is not null
        and days.baseline is not null

),

afterwards as (

    select
        alerts.alert_id,
        alerts.side,
        alerts.usual,
        alerts.side * alerts.change as distance,
        sum(days.n_scored) as n_scored,
        cast(sum(days.sum_wx) as double) / nullif(cast(sum(days.sum_w) as double), 0) as mean_after

    from alerts
    cross join {{ ref('int_as_of') }} as as_of
    inner join {{ ref('int_entity_days__dense') }} as days
        on
            days.entity_type = 'account'
            and alerts.entity_id = days.entity_id
            and alerts.opened_on < days.date_day
            and alerts.until_on >= days.date_day
    where alerts.until_on <= as_of.as_of
    group by alerts.alert_id, alerts.side, alerts.usual, alerts.change

)

select
    alert_id,
    cast(n_scored as bigint) as n_scored,
    mean_after,
    side * (mean_after - usual) >= {{ detection_constant('borne_out_share') }} * distance as is_borne_out

from afterwards
-- An alert is on scores that channels and what all do are taken out of: the plain mean may lie on the other side, or nowhere.
where n_scored >= {{ detection_constant('aftermath_minimum_messages') }} and distance > 0
