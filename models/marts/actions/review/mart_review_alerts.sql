-- The default policy's alerts of the last quarter, and what became of them. Four weeks must pass before their weeks tell.
with

feedback as (

    select
        alerts.alert_id,
        feedback.verdict,
        feedback.is_right

    from {{ ref('fct_alerts') }} as alerts
    inner join {{ ref('int_feedback__known') }} as feedback
        on
            alerts.alert_id = feedback.target_id
            -- an answer that names no alert belongs to the one of its time
            or (
                feedback.target_id is null
                and alerts.entity_type = feedback.entity_type
                and alerts.entity_id = feedback.entity_id
                and alerts.direction = feedback.direction
                and alerts.opened_on <= feedback.noted_on
                and {{ dbt.dateadd('day', var('aftermath_days'), 'coalesce(alerts.closed_on, alerts.opened_on)') }}
                >= feedback.noted_on
            )
    where alerts.is_default_policy
    qualify row_number() over (
        partition by alerts.alert_id order by feedback.noted_at desc nulls last, feedback.feedback_id asc
    ) = 1

)

select
    alerts.alert_id,
    alerts.entity_type,
    alerts.entity_id,
    alerts.entity_name,
    alerts.direction,
    alerts.tier,
    alerts.severity,
    alerts.state,
    alerts.opened_on,
    {{ dbt.datediff('alerts.opened_on', 'as_of.as_of', 'day') }} as days_since,
    alerts.reason,
    feedback.verdict,
    aftermaths.is_borne_out,
    -- what people say counts before what the weeks afterwards look like
    coalesce(feedback.is_right, aftermaths.is_borne_out) as is_right,
    case
        when feedback.verdict is not null then concat('answered: ', feedback.verdict)
        when aftermaths.is_borne_out then 'borne out'
        when not aftermaths.is_borne_out then 'went back'
        when {{ dbt.datediff('alerts.opened_on', 'as_of.as_of', 'day') }} < {{ var('aftermath_days') }} then 'too early'
        else 'cannot be told'
    end as finding,
    row_number() over (order by alerts.opened_on desc nulls last, alerts.alert_id asc) as item_rank

from {{ ref('fct_alerts') }} as alerts
cross join {{ ref('int_as_of') }} as as_of
left join feedback
    on alerts.alert_id = feedback.alert_id
left join {{ ref('int_alert_aftermaths') }} as aftermaths
    on alerts.alert_id = aftermaths.alert_id
where
    alerts.is_default_policy
    and alerts.opened_on > {{ dbt.dateadd('day', -var('precision_days'), 'as_of.as_of') }}
