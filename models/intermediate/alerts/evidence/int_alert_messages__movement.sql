-- Incremental by the alert's day, because what is behind an alert never changes after it.
-- Messages behind an alert on a cohort that moved as one: the cohort's mean is one over accounts, an account's one over
-- its messages of the last days. The parts add up to how far the movement lies below its usual.
{{ config(materialized='incremental', unique_key='opened_on') }}

with

alerts as (

    select
        *,
        cast({{ dbt.dateadd('day', 1 - var('cohort_movement_days'), 'opened_on') }} as date) as first_day

    from {{ ref('int_alerts') }}
    where signal = 'movement' and {{ only_new_days('opened_on') }}

),

members as (

    select
        alerts.alert_id,
        alerts.entity_type,
        alerts.first_day,
        alerts.opened_on,
        alerts.baseline,
        members.entity_id as account_id,
        members.move_w_fast,
        cast(members.member_weight_fast as double)
        / nullif(cast(sum(members.member_weight_fast) over (partition by alerts.alert_id) as double), 0) as share

    from alerts
    inner join {{ ref('int_cohort_members') }} as members
        on
            alerts.opened_on = members.date_day
            and (
                alerts.entity_type = 'portfolio'
                or (alerts.entity_type = members.cohort_type and alerts.entity_id = members.cohort_id)
            )
    where members.member_weight_fast > 0

)

select
    members.alert_id,
    members.entity_type,
    members.opened_on,
    messages.interaction_key,
    messages.date_day,
    members.share * cast(messages.weight as double) * (cast(messages.e_fast as double) - members.baseline)
    / nullif(members.move_w_fast, 0) as contribution

from members
inner join {{ ref('int_interactions__frozen') }} as messages
    on
        messages.entity_type = 'account'
        and members.account_id = messages.entity_id
        and messages.date_day between members.first_day and members.opened_on
where messages.e_fast is not null
