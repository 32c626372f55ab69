-- Every account that a message may be of at its time, by which kind of key, and once which source had come. What later
-- sources know is weighed by int_interactions__matched.
with

messages as (

    select
        messages.interaction_key,
        messages.occurred_at,
        {{ sender_id('messages.') }} as sender_id,
        coalesce(ordering.source_order, 0) as source_order

    from {{ ref('int_interactions__deduplicated') }} as messages
    left join {{ ref('int_source_order') }} as ordering
        on messages.source = ordering.source

)

select
    messages.interaction_key,
    sender_keys.match_kind,
    rules.precedence,
    sender_keys.steps,
    keys.account_id,
    keys.is_ambiguous,
    greatest(messages.source_order, sender_keys.source_order, keys.source_order) as source_order

from messages
inner join {{ ref('int_sender_keys') }} as sender_keys
    on
        messages.sender_id = sender_keys.sender_id
        and {{ is_valid_at('messages.occurred_at', 'sender_keys') }}
inner join {{ ref('int_account_keys') }} as keys
    on
        sender_keys.key_kind = keys.match_kind
        and sender_keys.match_key = keys.match_key
        and {{ is_valid_at('messages.occurred_at', 'keys') }}
inner join {{ ref('identity_rules') }} as rules
    on sender_keys.match_kind = rules.match_kind
