-- When the score of each episode was first seen back under its re-arming level, and until when it was seen before that,
-- unless it was not heard of for too long. What comes after it was back under is of no interest.
with

episodes as (

    select * from {{ ref('int_alert_episodes') }}

),

scored_days as (

    -- the classic rule crosses back on any scored day that is no crossing
    select
        episodes.entity_type,
        episodes.entity_id,
        episodes.policy,
        episodes.direction,
        episodes.opened_on,
        days.date_day,
        true as is_under

    from episodes
    inner join {{ ref('int_entity_days__windowed') }} as days
        on
            episodes.entity_type = days.entity_type
            and episodes.entity_id = days.entity_id
            and episodes.last_crossing_on < days.date_day
    where episodes.signal = 'daily_mean' and days.sentiment_7d is not null

    union all

    select
        episodes.entity_type,
        episodes.entity_id,
        episodes.policy,
        episodes.direction,
        episodes.opened_on,
        days.date_day,
        -- a silence goes on until somebody speaks, even where it has become what is usual
        days.score < episodes.close_below and (episodes.signal <> 'silence' or days.n_interactions > 0) as is_under

    from episodes
    inner join {{ ref('int_signal_days') }} as days
        on
            episodes.entity_type = days.entity_type
            and episodes.entity_id = days.entity_id
            and episodes.signal = days.signal
            and episodes.direction = days.direction
            and episodes.last_crossing_on < days.date_day

),

returns as (

    select
        entity_type,
        entity_id,
        policy,
        direction,
        opened_on,
        min(case when is_under then date_day end) as back_under_on

    from scored_days
    group by entity_type, entity_id, policy, direction, opened_on

),

with_gap as (

    select
        scored_days.*,
        returns.back_under_on,
        lag(scored_days.date_day) over (
            partition by
                scored_days.entity_type, scored_days.entity_id, scored_days.policy, scored_days.direction,
                scored_days.opened_on
            order by scored_days.date_day
        ) as previous_on

    from scored_days
    inner join returns
        on
            scored_days.entity_type = returns.entity_type
            and scored_days.entity_id = returns.entity_id
            and scored_days.policy = returns.policy
            and scored_days.direction = returns.direction
            and scored_days.opened_on = returns.opened_on
    where returns.back_under_on is null or scored_days.date_day <= returns.back_under_on

)

select
    episodes.entity_type,
    episodes.entity_id,
    episodes.policy,
    episodes.direction,
    episodes.opened_on,
    min(scored_days.back_under_on) as back_under_on,
    coalesce(
        min(case
            when
                {{ dbt.datediff('coalesce(scored_days.previous_on, episodes.last_crossing_on)', 'scored_days.date_day', 'day') }}
                > {{ detection_constant('no_data_days') }}
                then coalesce(scored_days.previous_on, episodes.last_crossing_on)
        end),
        max(case when not scored_days.is_under then scored_days.date_day end),
        max(episodes.last_crossing_on)
    ) as last_heard_on

from episodes
left join with_gap as scored_days
    on
        episodes.entity_type = scored_days.entity_type
        and episodes.entity_id = scored_days.entity_id
        and episodes.policy = scored_days.policy
        and episodes.direction = scored_days.direction
        and episodes.opened_on = scored_days.opened_on
group by
    episodes.entity_type, episodes.entity_id, episodes.policy, episodes.direction, episodes.opened_on
