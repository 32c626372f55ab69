-- The domains under which an account may know a sender: that of its own key, or of its contact's address, and those above.
with

domains as (

    select
        {{ sender_id('messages.') }} as sender_id,
        'email_domain' as match_kind,
        addresses.domain,
        0 as source_order

    from {{ ref('int_interactions__deduplicated') }} as messages
    inner join {{ ref('int_addresses__normalised') }} as addresses
        on messages.account_key = addresses.raw_address

    union

    select
        {{ sender_id('messages.') }} as sender_id,
        'domain' as match_kind,
        {{ bare_domain('messages.account_key') }} as domain,
        0 as source_order

    from {{ ref('int_interactions__deduplicated') }} as messages
    where messages.account_key not like '_%@%'

    union

    select
        contacts.sender_id,
        'email_domain' as match_kind,
        addresses.domain,
        contacts.source_order

    from {{ ref('int_sender_contacts') }} as contacts
    inner join {{ ref('int_addresses__normalised') }} as addresses
        on contacts.email = addresses.raw_address
    where contacts.match_kind = 'contact' and contacts.valid_to is null

)

select
    domains.sender_id,
    case when candidates.steps = 0 then domains.match_kind else 'subdomain' end as match_kind,
    candidates.candidate_domain as match_key,
    candidates.steps,
    candidates.is_free_mail,
    domains.source_order

from domains
inner join {{ ref('int_domain_candidates') }} as candidates
    on domains.domain = candidates.domain
