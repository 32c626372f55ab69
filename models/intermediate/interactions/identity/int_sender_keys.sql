-- Every key under which a sender may be known, with the kind of match it would be. Which of them leads to an account, and
-- to which, depends on the time of the message.
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

linked_ids as (

    select links.*, key_kinds.key_kind
    from links
    cross join (
        select 'account_id' as key_kind union all select 'external_id' as key_kind union all select 'bare_id' as key_kind
    ) as key_kinds
    where key_kinds.key_kind <> 'bare_id' or links.match_key not like '%:%'

),

-- … what the source says of the company that either names …
company_ids as (

    select own_ids.sender_id, 'company' as match_kind, companies.match_key, companies.key_kind,
        {{ start_of_time() }} as valid_from, {{ end_of_time() }} as valid_to
    from own_ids
    inner join {{ ref('int_company_keys') }} as companies
        on own_ids.match_key = companies.company_id
    where own_ids.match_kind = 'external_id'

    union all

    select links.sender_id, links.match_kind, companies.match_key, companies.key_kind, links.valid_from, links.valid_to
    from links
    inner join {{ ref('int_company_keys') }} as companies
        on links.match_key = companies.company_id

),

-- … and the domain that it writes from, else that of its contact's address.
domains as (

    select senders.sender_id, 'email_domain' as match_kind, addresses.domain
    from senders
    inner join {{ ref('int_addresses__normalised') }} as addresses
        on senders.account_key = addresses.raw_address

    union

    select contacts.sender_id, 'email_domain' as match_kind, addresses.domain
    from contacts
    inner join {{ ref('int_addresses__normalised') }} as addresses
        on contacts.email = addresses.raw_address
    where contacts.match_kind = 'contact' and contacts.valid_to is null

    union

    select sender_id, 'domain' as match_kind, {{ bare_domain('account_key') }} as domain
    from senders
    where account_key not like '_%@%'

)

select
    sender_id, match_kind, match_key, match_kind as key_kind, 0 as steps, false as is_free_mail,
    {{ start_of_time() }} as valid_from, {{ end_of_time() }} as valid_to
from own_ids

union all

select sender_id, match_kind, match_key, key_kind, 0 as steps, false as is_free_mail, valid_from, valid_to
from linked_ids

union all

select
    sender_id, case when key_kind = 'domain' then 'domain' else match_kind end as match_kind,
    match_key, key_kind, 0 as steps, false as is_free_mail, valid_from, valid_to
from company_ids

union all

select
    domains.sender_id,
    case when candidates.steps = 0 then domains.match_kind else 'subdomain' end as match_kind,
    candidates.candidate_domain as match_key, 'domain' as key_kind, candidates.steps, candidates.is_free_mail,
    {{ start_of_time() }} as valid_from, {{ end_of_time() }} as valid_to
from domains
inner join {{ ref('int_domain_candidates') }} as candidates
    on domains.domain = candidates.domain
