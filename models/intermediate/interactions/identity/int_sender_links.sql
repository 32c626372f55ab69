-- What the contacts that a sender may be are linked to by the systems that know them.
with

contacts as (

    select
        *,
        row_number() over (order by sender_id, source_order, contact_id, match_kind, valid_from) as link_id

    from {{ ref('int_sender_contacts') }}

)

select
    contacts.sender_id,
    contacts.match_kind,
    lower(listed.list_item) as match_key,
    contacts.source_order,
    contacts.valid_from,
    coalesce(contacts.valid_to, {{ end_of_time() }}) as valid_to

from ({{ split_list('contacts', 'link_id', 'account_key') }}) as listed
inner join contacts
    on listed.link_id = contacts.link_id
