-- Incremental by day, because at scale the days between crossings are many and a day adds few of them.
-- Crossings with the gap before each. A signal that never fell below its re-arming level in a long gap has not gone away,
-- unless it was not heard of for so long that its episode has ended for want of data.
{{ config(materialized='incremental') }}

with

crossings as (

    select
        *,
        lag(date_day) over (
            partition by entity_type, entity_id, policy, direction order by date_day, score, signal
        ) as previous_crossing_on

    from {{ ref('int_alert_crossings') }}

),

between_crossings as (

    select
        crossings.entity_type,
        crossings.entity_id,
        crossings.policy,
        crossings.direction,
        crossings.date_day,
        case when days.date_day < crossings.date_day then days.score end as score,
        {{ dbt.datediff('coalesce(lag(days.date_day) over (
            partition by crossings.entity_type, crossings.entity_id, crossings.policy, crossings.direction, crossings.date_day
            order by days.date_day
        ), crossings.previous_crossing_on)', 'days.date_day', 'day') }} as unheard_days

    from crossings
    inner join {{ ref('int_signal_days') }} as days
        on
            crossings.entity_type = days.entity_type
            and crossings.entity_id = days.entity_id
            and crossings.signal = days.signal
            and crossings.direction = days.direction
            and crossings.previous_crossing_on < days.date_day
            and crossings.date_day >= days.date_day
    where
        {{ dbt.datediff('crossings.previous_crossing_on', 'crossings.date_day', 'day') }}
        >= crossings.merge_days
        and {{ only_new_days('crossings.date_day') }}

),

lows as (

    select
        entity_type,
        entity_id,
        policy,
        direction,
        date_day,
        min(score) as lowest_score,
        max(unheard_days) as longest_unheard_days
    from between_crossings
    group by entity_type, entity_id, policy, direction, date_day

)

select
    crossings.*,
    {{ dbt.datediff('crossings.previous_crossing_on', 'crossings.date_day', 'day') }} as gap_days,
    -- where nothing was heard in between it was not seen to calm down either
    coalesce(lows.lowest_score < crossings.close_below, lows.entity_id is null)
    or coalesce(lows.longest_unheard_days > {{ detection_constant('no_data_days') }}, false) as has_rearmed

from crossings
left join lows
    on
        crossings.entity_type = lows.entity_type
        and crossings.entity_id = lows.entity_id
        and crossings.policy = lows.policy
        and crossings.direction = lows.direction
        and crossings.date_day = lows.date_day
where {{ only_new_days('crossings.date_day') }}
