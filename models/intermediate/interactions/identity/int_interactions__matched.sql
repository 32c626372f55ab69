-- The account that each message leads to: the strongest key that any account claims at its time decides. If that key, or
-- several of that strength, name two accounts, nothing weaker may decide: the message stays unmapped.
with

messages as (

    select
        messages.interaction_key,
        messages.account_key,
        messages.occurred_at,
        {{ sender_id('messages.') }} as sender_id

    from {{ ref('int_interactions__deduplicated') }} as messages

),

found as (

    select
        messages.interaction_key,
        sender_keys.match_kind,
        keys.account_id,
        keys.is_ambiguous,
        rank() over (
            partition by messages.interaction_key order by rules.precedence, sender_keys.steps
        ) as strength

    from messages
    inner join {{ ref('int_sender_keys') }} as sender_keys
        on
            messages.sender_id = sender_keys.sender_id
            and messages.occurred_at >= sender_keys.valid_from
            and messages.occurred_at < sender_keys.valid_to
    inner join {{ ref('int_account_keys') }} as keys
        on
            sender_keys.key_kind = keys.match_kind
            and sender_keys.match_key = keys.match_key
            and messages.occurred_at >= keys.valid_from
            and (messages.occurred_at < keys.valid_to or keys.valid_to is null)
    inner join {{ ref('identity_rules') }} as rules
        on sender_keys.match_kind = rules.match_kind

),

decided as (

    select
        found.interaction_key,
        min(found.match_kind) as match_kind,
        min(found.account_id) as account_id,
        max(case when found.is_ambiguous then 1 else 0 end) = 1 or count(distinct found.account_id) > 1 as is_ambiguous

    from found
    where found.strength = 1
    group by found.interaction_key

),

free_mail as (

    select distinct sender_id
    from {{ ref('int_sender_keys') }}
    where is_free_mail

)

select
    messages.interaction_key,
    case when not decided.is_ambiguous then decided.account_id end as account_id,
    case when not decided.is_ambiguous then decided.match_kind end as match_kind,
    case when not decided.is_ambiguous then rules.confidence end as match_confidence,
    case
        when not decided.is_ambiguous then null
        when decided.is_ambiguous then 'ambiguous'
        when messages.account_key is null then null
        when free_mail.sender_id is not null then 'free mail'
        else 'unknown'
    end as unmapped_reason

from messages
left join decided
    on messages.interaction_key = decided.interaction_key
left join {{ ref('identity_rules') }} as rules
    on decided.match_kind = rules.match_kind
left join free_mail
    on messages.sender_id = free_mail.sender_id
