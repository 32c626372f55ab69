-- Crossings with the gap before each. A signal that never fell below its re-arming level in a long gap has not gone away.
with

crossings as (

    select
        *,
        lag(date_day) over (
            partition by entity_type, entity_id, policy, direction order by date_day, score, signal
        ) as previous_crossing_on

    from {{ ref('int_alert_crossings') }}

),

lows as (

    select
        crossings.entity_type,
        crossings.entity_id,
        crossings.policy,
        crossings.direction,
        crossings.date_day,
        min(days.score) as lowest_score

    from crossings
    inner join {{ ref('int_signal_days') }} as days
        on
            crossings.entity_type = days.entity_type
            and crossings.entity_id = days.entity_id
            and crossings.signal = days.signal
            and crossings.direction = days.direction
            and crossings.previous_crossing_on < days.date_day
            and crossings.date_day > days.date_day
    where
        {{ dbt.datediff('crossings.previous_crossing_on', 'crossings.date_day', 'day') }}
        >= crossings.merge_days
    group by
        crossings.entity_type, crossings.entity_id, crossings.policy, crossings.direction, crossings.date_day

)

select
    crossings.*,
    {{ dbt.datediff('crossings.previous_crossing_on', 'crossings.date_day', 'day') }} as gap_days,
    coalesce(lows.lowest_score < crossings.close_below, true) as has_rearmed

from crossings
left join lows
    on
        crossings.entity_type = lows.entity_type
        and crossings.entity_id = lows.entity_id
        and crossings.policy = lows.policy
        and crossings.direction = lows.direction
        and crossings.date_day = lows.date_day
