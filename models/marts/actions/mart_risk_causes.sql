-- What a risk may come from, each with its evidence: the factors that the account shows, then the topics and the events
-- behind its open alert. Likely, not proven: near in time is no cause. Of an event that is shown to have moved the accounts
-- it touched, this one among them, the row says by how much.
with

open_alerts as (

    select
        entity_id as account_id,
        alert_id,
        opened_on,
        deviation

    from {{ ref('fct_alerts') }}
    where entity_type = 'account' and is_default_policy and state = 'open' and direction = 'decline'
    qualify row_number() over (
        partition by entity_id order by opened_on desc nulls last, score desc nulls last, alert_id asc
    ) = 1

),

causes as (

    select
        account_id,
        'sign' as kind,
        title as cause,
        evidence,
        points,
        -points as strength,
        1 as kind_rank

    from {{ ref('int_account_risk_factors') }}

    union all

    select
        alerts.account_id,
        'topic' as kind,
        evidence.item as cause,
        concat(
            {{ one_decimal('evidence.contribution * 50') }}, ' of the ', {{ one_decimal('alerts.deviation * 50') }},
            ' points of the alert, on ', {{ counted('evidence.n_interactions', 'message') }}
        ) as evidence,
        null as points,
        evidence.item_rank as strength,
        2 as kind_rank

    from open_alerts as alerts
    inner join {{ ref('fct_alert_evidence') }} as evidence
        on alerts.alert_id = evidence.alert_id
    where
        evidence.kind = 'topic'
        and evidence.unit = 'polarity'
        and evidence.item <> 'none named'
        and evidence.contribution < 0
        and evidence.item_rank <= {{ var('listed_causes') }}

    union all

    select
        alerts.account_id,
        'event' as kind,
        coalesce(events.title, events.event_type) as cause,
        concat(
            {{ counted('events.days_from_event', 'day') }}, ' before the alert; ',
            case
                when exposures.account_id is not null
                    then concat(
                        'the ', impacts.n_exposed, ' accounts it touched moved by ', {{ signed_points('impacts.effect') }},
                        ' points of 100 (95 %: ', {{ signed_points('impacts.effect_low') }}, ' to ',
                        {{ signed_points('impacts.effect_high') }}, '), judged by ', impacts.method
                    )
                when status.changed_on < events.started_on
                    then concat(
                        'the mood had changed ', {{ counted(dbt.datediff('status.changed_on', 'events.started_on', 'day'), 'day') }},
                        ' before it'
                    )
                else 'near is not cause'
            end
        ) as evidence,
        null as points,
        -- what is shown to have pulled down comes first, then what is nearest
        case
            when exposures.account_id is not null and impacts.effect < 0 then impacts.effect
            else events.days_from_event
        end as strength,
        3 as kind_rank

    from open_alerts as alerts
    inner join {{ ref('fct_alert_events') }} as events
        on alerts.alert_id = events.alert_id
    left join {{ ref('fct_event_impacts') }} as impacts
        on events.event_id = impacts.event_id and impacts.verdict = 'moved'
    left join {{ ref('int_event_exposures') }} as exposures
        on impacts.event_id = exposures.event_id and alerts.account_id = exposures.account_id
    left join {{ ref('mart_entity_status') }} as status
        on
            status.entity_type = 'account'
            and alerts.account_id = status.entity_id
            and status.changed_on between {{ dbt.dateadd('day', -2 * var('event_window_days'), 'alerts.opened_on') }}
            and alerts.opened_on
    where
        events.event_type in ('release', 'incident', 'billing', 'price_change')
        and events.days_from_event between 0 and {{ var('event_window_days') }}

)

select
    account_id,
    cast(row_number() over (
        partition by account_id order by kind_rank asc, strength asc, cause asc, evidence asc
    ) as integer) as cause_rank,
    kind,
    cause,
    evidence,
    cast(points as integer) as points

from causes
