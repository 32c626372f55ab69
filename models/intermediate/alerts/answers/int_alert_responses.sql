-- What was done after an alert on an account, and what was said to the customer after that. An action and a word are as
-- near as data comes: that they were about the alert, nobody wrote down.
with

alerts as (

    select
        alert_id,
        entity_id as account_id,
        opened_on,
        cast({{ dbt.dateadd('day', var('loop_days'), 'opened_on') }} as date) as due_on

    from {{ ref('int_alerts') }}
    where is_default and entity_type = 'account' and direction in ('decline', 'silence')

),

events as (

    select event_id, event_type, scope_id as account_id, started_at, started_on
    from {{ ref('int_events__all') }}
    where scope = 'account' and event_type in ('intervention', 'csm_touchpoint', 'ticket_resolution')

),

actions as (

    select alerts.*, events.event_id, events.event_type, events.started_at, events.started_on
    from alerts
    left join events
        on
            alerts.account_id = events.account_id
            and events.event_type in ('intervention', 'csm_touchpoint')
            and events.started_on between alerts.opened_on and alerts.due_on
    qualify row_number() over (
        partition by alerts.alert_id order by events.started_at, events.event_id
    ) = 1

),

words as (

    select account_id, occurred_at as said_at, 'message' as informed_by
    from {{ ref('int_interactions__scored') }}
    where author_role = 'agent' and channel <> 'note' and account_id is not null

    union all

    select account_id, started_at as said_at, 'resolution' as informed_by
    from events
    where event_type = 'ticket_resolution'

)

select
    actions.alert_id,
    actions.due_on,
    actions.event_id as action_event_id,
    actions.event_type as action_type,
    actions.started_on as acted_on,
    cast(words.said_at as date) as informed_on,
    words.informed_by

from actions
left join words
    on
        actions.account_id = words.account_id
        and actions.started_at < words.said_at
        and actions.due_on >= cast(words.said_at as date)
qualify row_number() over (
    partition by actions.alert_id order by words.said_at, words.informed_by
) = 1
