-- At the end of each week: how long ago bills and people last touched the account, and how near the renewal was.
with

weeks as (

    select
        weeks.entity_id as account_id,
        weeks.weeks_ago,
        weeks.week_end_on,
        versions.segment,
        versions.product,
        versions.renewal_on,
        versions.arr

    from {{ ref('int_entity_weeks') }} as weeks
    left join {{ ref('int_accounts__versions') }} as versions
        on
            weeks.entity_id = versions.account_id
            and cast(versions.valid_from as date) <= weeks.week_end_on
            and cast(coalesce(versions.valid_to, {{ end_of_time() }}) as date) > weeks.week_end_on
    where weeks.entity_type = 'account' and weeks.weeks_ago < {{ var('pattern_weeks') }}

),

signed as (

    select
        weeks.account_id,
        weeks.weeks_ago

    from weeks
    inner join {{ ref('int_account_outcomes') }} as outcomes
        on
            weeks.account_id = outcomes.account_id
            and {{ is_signed('outcomes', 'weeks.renewal_on', 'weeks.week_end_on') }}
    group by weeks.account_id, weeks.weeks_ago

),

touches as (

    select
        weeks.account_id,
        weeks.weeks_ago,
        min(case
            when events.event_type in ('billing', 'price_change')
                then {{ dbt.datediff('events.started_on', 'weeks.week_end_on', 'day') }}
        end) as days_since_billing_event,
        min(case
            when events.event_type in ('csm_touchpoint', 'intervention')
                then {{ dbt.datediff('events.started_on', 'weeks.week_end_on', 'day') }}
        end) as days_since_touch

    from weeks
    inner join {{ ref('int_events__all') }} as events
        on
            events.scope = 'account'
            and weeks.account_id = events.scope_id
            and weeks.week_end_on >= events.started_on
            -- what was known by then: a past week must look as it did
            and weeks.week_end_on >= cast(events.known_at as date)
    where events.event_type in ('billing', 'price_change', 'csm_touchpoint', 'intervention')
    group by weeks.account_id, weeks.weeks_ago

)

select
    weeks.account_id,
    weeks.weeks_ago,
    weeks.week_end_on,
    weeks.segment,
    weeks.product,
    weeks.arr,
    weeks.renewal_on,
    case
        when signed.account_id is null then {{ dbt.datediff('weeks.week_end_on', 'weeks.renewal_on', 'day') }}
    end as days_to_renewal,
    touches.days_since_billing_event,
    touches.days_since_touch

from weeks
left join signed
    on weeks.account_id = signed.account_id and weeks.weeks_ago = signed.weeks_ago
left join touches
    on weeks.account_id = touches.account_id and weeks.weeks_ago = touches.weeks_ago
