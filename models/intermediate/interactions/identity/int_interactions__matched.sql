-- The account that each message leads to, and how sure that is, or why it leads to none.
{{ config(materialized='view') }}

with

messages as (

    select
        messages.interaction_key,
        messages.account_key,
        {{ sender_id('messages.') }} as sender_id

    from {{ ref('int_interactions__deduplicated') }} as messages

),

free_mail as (

    select distinct sender_id
    from {{ ref('int_sender_keys') }}
    where is_free_mail

)

select
    messages.interaction_key,
    decided.account_id,
    decided.match_kind,
    rules.confidence as match_confidence,
    case
        when not decided.is_ambiguous then null
        when decided.is_ambiguous then 'ambiguous'
        when messages.account_key is null then null
        when free_mail.sender_id is not null then 'free mail'
        else 'unknown'
    end as unmapped_reason

from messages
left join {{ ref('int_interactions__decided') }} as decided
    on messages.interaction_key = decided.interaction_key
left join {{ ref('identity_rules') }} as rules
    on decided.match_kind = rules.match_kind
left join free_mail
    on messages.sender_id = free_mail.sender_id
