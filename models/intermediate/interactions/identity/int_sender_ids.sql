-- The ids under which an account may know a sender: its own key, what its contacts are linked to, and what a source calls
-- the company that either names elsewhere.
with

own_keys as (

    select distinct
        {{ sender_id('messages.') }} as sender_id,
        lower(trim(messages.account_key)) as match_key,
        0 as source_order,
        {{ start_of_time() }} as valid_from,
        {{ end_of_time() }} as valid_to

    from {{ ref('int_interactions__deduplicated') }} as messages
    where messages.account_key is not null

),

links as (

    select * from {{ ref('int_sender_links') }}

),

named as (

    select sender_id, 'company' as match_kind, match_key, source_order, valid_from, valid_to
    from own_keys
    union all
    select sender_id, match_kind, match_key, source_order, valid_from, valid_to
    from links

),

key_kinds as (

    select 'account_id' as key_kind
    union all
    select 'external_id' as key_kind
    union all
    select 'bare_id' as key_kind

)

select
    own_keys.sender_id, key_kinds.key_kind as match_kind, own_keys.match_key, key_kinds.key_kind,
    own_keys.source_order, own_keys.valid_from, own_keys.valid_to
from own_keys
cross join key_kinds
where key_kinds.key_kind <> 'bare_id'

union all

select
    links.sender_id, links.match_kind, links.match_key, key_kinds.key_kind,
    links.source_order, links.valid_from, links.valid_to
from links
cross join key_kinds
where key_kinds.key_kind <> 'bare_id' or links.match_key not like '%:%'

union all

select
    named.sender_id,
    case when companies.key_kind = 'domain' then 'domain' else named.match_kind end as match_kind,
    companies.match_key,
    companies.key_kind,
    greatest(named.source_order, companies.source_order) as source_order,
    named.valid_from,
    named.valid_to
from named
inner join {{ ref('int_company_keys') }} as companies
    on named.match_key = companies.company_id
