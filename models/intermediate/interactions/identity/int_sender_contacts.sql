-- The contacts that a sender may be. A sender is what a message says of who wrote: its account_key and its author.
with

senders as (

    select distinct
        {{ sender_id('messages.') }} as sender_id,
        lower(trim(messages.account_key)) as sender_key,
        messages.account_key as raw_address,
        {{ author_contact_id('messages.') }} as author_contact_id

    from {{ ref('int_interactions__deduplicated') }} as messages

),

contacts as (

    select
        versions.contact_id,
        versions.source_order,
        versions.email,
        versions.account_key,
        versions.valid_from,
        versions.valid_to,
        addresses.address

    from {{ ref('int_contacts__versions') }} as versions
    left join {{ ref('int_addresses__normalised') }} as addresses
        on versions.email = addresses.raw_address

),

named_by_key as (

    select senders.sender_id, 'contact' as match_kind, contacts.*
    from senders
    inner join contacts
        on senders.sender_key = contacts.contact_id

),

named_by_author as (

    select senders.sender_id, 'contact' as match_kind, contacts.*
    from senders
    inner join contacts
        on senders.author_contact_id = contacts.contact_id

),

named_by_address as (

    select senders.sender_id, 'email' as match_kind, contacts.*
    from senders
    inner join {{ ref('int_addresses__normalised') }} as addresses
        on senders.raw_address = addresses.raw_address
    inner join contacts
        on addresses.address = contacts.address

)

select * from named_by_key
union
select * from named_by_author
union
select * from named_by_address
