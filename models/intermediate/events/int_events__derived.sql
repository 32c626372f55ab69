-- Events that nobody handed in but that the rows show, each by a rule of seed `event_rules`. What an account was given an
-- event of the same type for on nearly the same day is not derived again.
with

found as (

    select
        'ticket_resolved' as rule,
        resolution_id as found_id,
        account_id,
        'Ticket resolved after ' || {{ one_decimal('resolution_hours') }} || ' hours' as title,
        resolved_at as started_at,
        resolution_hours,
        known_at
    from {{ ref('int_ticket_resolutions') }}

    union all

    select
        'call_held' as rule,
        source || ':' || call_id as found_id,
        account_id,
        'Call' as title,
        started_at,
        null as resolution_hours,
        known_at
    from {{ ref('int_account_calls') }}

    union all

    select
        rule,
        account_id || ':' || cast(adopted_on as {{ dbt.type_string() }}) as found_id,
        account_id,
        coalesce('Use of features ' || {{ one_decimal('step_ratio') }} || ' times as high', 'First use of features')
            as title,
        cast(adopted_on as {{ dbt.type_timestamp() }}) as started_at,
        null as resolution_hours,
        known_at
    from {{ ref('int_feature_adoptions') }}

    union all

    select
        rule,
        account_id || ':' || cast(cast(delayed_at as date) as {{ dbt.type_string() }}) as found_id,
        account_id,
        case rule when 'onboarding_long' then 'Onboarding took ' else 'No use after ' end
        || cast(n_days as {{ dbt.type_string() }}) || ' days' as title,
        delayed_at as started_at,
        null as resolution_hours,
        known_at
    from {{ ref('int_onboarding_delays') }}

    union all

    select
        rule,
        changed_id || ':' || cast(cast(changed_at as date) as {{ dbt.type_string() }}) as found_id,
        account_id,
        coalesce('Yearly price changed by ' || {{ one_decimal('100 * change_share') }} || ' %', 'Payment overdue')
            as title,
        changed_at as started_at,
        null as resolution_hours,
        known_at
    from {{ ref('int_bill_changes') }}

),

events as (

    select
        found.*,
        rules.event_type,
        rules.is_routine,
        cast(found.started_at as date) as started_on

    from found
    inner join {{ ref('event_rules') }} as rules
        on found.rule = rules.rule

),

given as (

    select distinct events.rule, events.found_id
    from events
    inner join {{ ref('int_events__deduplicated') }} as others
        on
            others.scope = 'account'
            and events.account_id = others.scope_id
            and events.event_type = others.event_type
            and abs({{ dbt.datediff('events.started_on', 'others.started_on', 'day') }}) <= {{ var('same_event_days') }}

)

select
    events.rule || ':' || events.found_id as event_id,
    events.event_type,
    events.account_id,
    events.title,
    events.started_at,
    events.started_on,
    events.known_at,
    events.rule,
    events.is_routine,
    events.resolution_hours

from events
cross join {{ ref('int_as_of') }} as as_of
left join given
    on events.rule = given.rule and events.found_id = given.found_id
where
    given.found_id is null
    and cast(events.known_at as date) <= as_of.as_of
    and events.started_on <= as_of.as_of
qualify row_number() over (
    partition by events.rule, events.found_id order by events.known_at, events.started_at, events.account_id
) = 1
