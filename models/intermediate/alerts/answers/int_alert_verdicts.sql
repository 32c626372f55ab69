-- What people said of each alert; the latest verdict on it is the one that counts. A verdict belongs to the alert that it names; where that is gone,
-- because data that came later moved its opening day, or where it names none, to the episode it was given in.
with

answers as (

    select * from {{ ref('int_feedback__known') }}

),

by_id as (

    select
        alerts.alert_id,
        answers.feedback_id,
        'alert id' as matched_by

    from answers
    inner join {{ ref('int_alerts') }} as alerts
        on answers.target_id = alerts.alert_id

),

by_episode as (

    select
        alerts.alert_id,
        answers.feedback_id,
        'episode' as matched_by

    from answers
    inner join {{ ref('int_alerts') }} as alerts
        on
            answers.entity_type = alerts.entity_type
            and answers.entity_id = alerts.entity_id
            and answers.direction = alerts.direction
            and answers.policy = alerts.policy
            and answers.noted_on >= alerts.opened_on
            and (
                alerts.closed_on is null
                or answers.noted_on
                <= {{ dbt.dateadd('day', detection_constant('feedback_answer_days'), 'alerts.closed_on') }}
            )
    left join by_id
        on answers.feedback_id = by_id.feedback_id
    where by_id.feedback_id is null
    qualify row_number() over (
        partition by answers.feedback_id order by alerts.opened_on desc nulls last, alerts.alert_id asc
    ) = 1

),

matched as (

    select alert_id, feedback_id, matched_by from by_id
    union all
    select alert_id, feedback_id, matched_by from by_episode

)

select
    matched.alert_id,
    matched.feedback_id,
    matched.matched_by,
    answers.verdict,
    answers.is_right,
    answers.noted_on,
    row_number() over (
        partition by matched.alert_id order by answers.noted_at desc nulls last, answers.feedback_id desc nulls last
    ) = 1 as is_latest

from matched
inner join answers
    on matched.feedback_id = answers.feedback_id
