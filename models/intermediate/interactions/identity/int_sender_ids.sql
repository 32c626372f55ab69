-- The ids under which an account may know a sender: its own key, what its contacts are linked to, and what a source calls
-- the company that either names elsewhere.
with

senders as (

    select distinct
        {{ sender_id('messages.') }} as sender_id,
        messages.account_key

    from {{ ref('int_interactions__deduplicated') }} as messages
    where messages.account_key is not null

),

contacts as (

    select
        *,
        row_number() over (order by sender_id, contact_id, match_kind, valid_from) as link_id

    from {{ ref('int_sender_contacts') }}

),

-- The sender's own key, as an id …
own_ids as (

    select sender_id, 'account_id' as match_kind, lower(trim(account_key)) as match_key
    from senders
    union all
    select sender_id, 'external_id' as match_kind, lower(trim(account_key)) as match_key
    from senders

),

-- … what its contacts are linked to …
links as (

    select
        contacts.sender_id,
        contacts.match_kind,
        lower(listed.list_item) as match_key,
        contacts.valid_from,
        coalesce(contacts.valid_to, {{ end_of_time() }}) as valid_to

    from ({{ split_list('contacts', 'link_id', 'account_key') }}) as listed
    inner join contacts
        on listed.link_id = contacts.link_id

),

key_kinds as (

    select 'account_id' as key_kind
    union all
    select 'external_id' as key_kind
    union all
    select 'bare_id' as key_kind

),

linked_ids as (

    select links.*, key_kinds.key_kind
    from links
    cross join key_kinds
    where key_kinds.key_kind <> 'bare_id' or links.match_key not like '%:%'

),

-- … what the source says of the company that either names …
company_ids as (

    select
        own_ids.sender_id,
        'company' as match_kind,
        companies.match_key,
        companies.key_kind,
        {{ start_of_time() }} as valid_from,
        {{ end_of_time() }} as valid_to

    from own_ids
    inner join {{ ref('int_company_keys') }} as companies
        on own_ids.match_key = companies.company_id
    where own_ids.match_kind = 'external_id'

    union all

    select links.sender_id, links.match_kind, companies.match_key, companies.key_kind, links.valid_from, links.valid_to
    from links
    inner join {{ ref('int_company_keys') }} as companies
        on links.match_key = companies.company_id

)

select
    sender_id, match_kind, match_key, match_kind as key_kind,
    {{ start_of_time() }} as valid_from, {{ end_of_time() }} as valid_to
from own_ids

union all

select sender_id, match_kind, match_key, key_kind, valid_from, valid_to
from linked_ids

union all

select
    sender_id, case when key_kind = 'domain' then 'domain' else match_kind end as match_kind,
    match_key, key_kind, valid_from, valid_to
from company_ids
