-- What could not be mapped, so that somebody can mend it: who wrote is shown by a hash and a domain only. To look one up:
-- md5(lower(trim(account_key))) in the source.
with

unmapped as (

    select
        messages.source,
        case
            when messages.account_key like '_%@%' then 'email'
            when domains.domain is not null then 'domain'
            when messages.account_key is null then 'contact'
            else 'id'
        end as key_kind,
        {{ dbt.hash('lower(trim(messages.account_key))') }} as key_hash,
        coalesce(addresses.domain, domains.domain) as key_domain,
        messages.unmapped_reason,
        messages.is_customer_sentiment,
        messages.known_on

    from {{ ref('int_interactions__scored') }} as messages
    left join {{ ref('int_addresses__normalised') }} as addresses
        on messages.account_key = addresses.raw_address
    -- Anything with a dot in it may be somebody's name: it is shown only if it is the domain of an address, too.
    left join (select distinct domain from {{ ref('int_addresses__normalised') }}) as domains
        on
            messages.account_key not like '_%@%'
            and {{ bare_domain('messages.account_key') }} = domains.domain
    where messages.unmapped_reason is not null

)

select
    unmapped.source,
    unmapped.key_kind,
    unmapped.key_hash,
    min(unmapped.key_domain) as key_domain,
    unmapped.unmapped_reason,
    count(*) as n_interactions,
    cast(sum(case when unmapped.is_customer_sentiment then 1 else 0 end) as {{ dbt.type_bigint() }}) as n_messages,
    min(unmapped.known_on) as first_message_on,
    max(unmapped.known_on) as last_message_on

from unmapped
group by unmapped.source, unmapped.key_kind, unmapped.key_hash, unmapped.unmapped_reason
