-- Under which keys an account may know a contact now: what a system links it to, and the domain of its address.
with

contacts as (

    select
        contact_id,
        source_order,
        email,
        account_key,
        row_number() over (order by contact_id, source_order) as version_id

    from {{ ref('int_contacts__versions') }}
    where valid_to is null

),

key_kinds as (

    select 'account_id' as key_kind
    union all
    select 'external_id' as key_kind

)

select
    contacts.contact_id,
    contacts.source_order,
    'contact' as match_kind,
    key_kinds.key_kind,
    lower(listed.list_item) as match_key

from ({{ split_list('contacts', 'version_id', 'account_key') }}) as listed
inner join contacts
    on listed.version_id = contacts.version_id
cross join key_kinds

union

select
    contacts.contact_id,
    contacts.source_order,
    'email_domain' as match_kind,
    'domain' as key_kind,
    addresses.domain as match_key

from contacts
inner join {{ ref('int_addresses__normalised') }} as addresses
    on contacts.email = addresses.raw_address
