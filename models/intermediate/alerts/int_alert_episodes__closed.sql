-- How each episode ended: on the first scored day back under the threshold, or for want of data.
with

episodes as (

    select * from {{ ref('int_alert_episodes') }}

),

scored_days as (

    select entity_type, entity_id, date_day
    from {{ ref('int_entity_days__windowed') }}
    where sentiment_7d is not null

),

ends as (

    select
        episodes.entity_type,
        episodes.entity_id,
        episodes.policy,
        episodes.direction,
        episodes.opened_on,
        min(scored_days.date_day) as back_under_on

    from episodes
    left join scored_days
        on
            episodes.entity_type = scored_days.entity_type
            and episodes.entity_id = scored_days.entity_id
            and scored_days.date_day > episodes.last_crossing_on
    group by
        episodes.entity_type, episodes.entity_id, episodes.policy, episodes.direction, episodes.opened_on

),

with_no_data_date as (

    select
        episodes.*,
        ends.back_under_on,
        cast(
            {{ dbt.dateadd('day', detection_constant('no_data_days'), 'episodes.last_crossing_on') }} as date
        ) as no_data_on

    from episodes
    inner join ends
        on
            episodes.entity_type = ends.entity_type
            and episodes.entity_id = ends.entity_id
            and episodes.policy = ends.policy
            and episodes.direction = ends.direction
            and episodes.opened_on = ends.opened_on

)

select
    episodes.*,
    case
        when episodes.back_under_on <= episodes.no_data_on then episodes.back_under_on
        when episodes.no_data_on <= as_of.as_of then episodes.no_data_on
    end as closed_on,
    case
        when episodes.back_under_on <= episodes.no_data_on then 'closed'
        when episodes.no_data_on <= as_of.as_of then 'no data'
        else 'open'
    end as state

from with_no_data_date as episodes
cross join {{ ref('int_as_of') }} as as_of
