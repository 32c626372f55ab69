-- How each episode ended: on the first scored day back under the threshold, or for want of data.
with

episodes as (

    select
        episodes.*,
        ends.back_under_on,
        cast(
            {{ dbt.dateadd('day', detection_constant('no_data_days'), 'ends.last_heard_on') }} as date
        ) as no_data_on

    from {{ ref('int_alert_episodes') }} as episodes
    inner join {{ ref('int_alert_ends') }} as ends
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

from episodes
cross join {{ ref('int_as_of') }} as as_of
