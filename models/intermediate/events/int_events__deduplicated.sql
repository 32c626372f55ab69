-- depends_on: {{ ref('gate_raw_in') }}
with

accepted as (

    select
        events.*,
        -- Other systems know an account by other names, or by a contact of theirs; after a merge it lives on in another one.
        coalesce(successors.successor_id, aliases.account_id, contacts.account_id, events.scope_id) as touched_id,
        {{ known_at('events.started_at', 'events.loaded_at') }} as known_at

    from {{ ref('int_events__checked') }} as events
    left join {{ ref('int_first_loads') }} as loads
        on
            loads.table_name = 'events'
            and events.source = loads.source
    left join {{ ref('int_account_aliases') }} as aliases
        on
            events.scope = 'account'
            and lower(events.scope_id) = aliases.alias
    left join {{ ref('int_contacts__identified') }} as contacts
        on
            events.scope = 'account'
            and lower(events.scope_id) = contacts.contact_id
    left join {{ ref('int_account_successors') }} as successors
        on
            events.scope = 'account'
            and coalesce(aliases.account_id, contacts.account_id, events.scope_id) = successors.account_id
            and {{ is_valid_at('events.started_at', 'successors') }}
    where events.quarantine_reason is null

),

known as (

    select accepted.*
    from accepted
    cross join {{ ref('int_as_of') }} as as_of
    where cast(accepted.known_at as date) <= as_of.as_of

)

select
    known.event_id,
    known.event_type,
    coalesce(known.scope, 'global') as scope,
    known.touched_id as scope_id,
    known.title,
    known.started_at,
    known.ended_at,
    cast(known.started_at as date) as started_on,
    known.known_at

from known
qualify row_number() over (
    partition by known.event_id
    order by
        known.loaded_at desc nulls last,
        known.known_at desc nulls last,
        {{ row_hash([
            'known.event_type', 'known.scope', 'known.scope_id', 'known.title', timestamp_text('known.started_at'),
            timestamp_text('known.ended_at'),
        ]) }} desc nulls last
) = 1
