-- Events near an alert that concern what the alert is about: everything, the thing itself, or the segment or product that
-- the account had when the alert opened.
with

alerts as (

    select
        alerts.alert_id,
        alerts.entity_type,
        alerts.entity_id,
        alerts.opened_on,
        accounts.segment,
        accounts.product

    from {{ ref('fct_alerts') }} as alerts
    left join {{ ref('int_account_segments') }} as accounts
        on
            alerts.entity_type = accounts.entity_type
            and alerts.entity_id = accounts.entity_id
            and alerts.opened_on >= accounts.first_day
            and alerts.opened_on < accounts.end_day

),

related as (

    select
        alerts.alert_id,
        events.event_id,
        events.event_type,
        events.title,
        events.scope,
        events.started_on,
        {{ dbt.datediff('events.started_on', 'alerts.opened_on', 'day') }} as days_from_event

    from alerts
    inner join {{ ref('fct_events') }} as events
        on
            coalesce(not events.is_routine, true)
            and events.started_on between
            {{ dbt.dateadd('day', -var('event_window_days'), 'alerts.opened_on') }}
            and {{ dbt.dateadd('day', var('event_window_days'), 'alerts.opened_on') }}
            and (
                events.scope = 'global'
                or (events.scope = alerts.entity_type and events.scope_id = alerts.entity_id)
                or (events.scope = 'segment' and events.scope_id = alerts.segment)
                or (events.scope = 'product' and events.scope_id = alerts.product)
            )

)

select
    alert_id,
    event_id,
    event_type,
    title,
    scope,
    started_on,
    days_from_event,
    -- An event before the alert is the likelier cause than one equally far after it.
    row_number() over (
        partition by alert_id
        order by abs(days_from_event), case when days_from_event >= 0 then 0 else 1 end, event_id
    ) = 1 as is_nearest

from related
