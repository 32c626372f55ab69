-- Which account claims which key, by which source, and from when until when. A free-mail provider's domain, a host of many
-- firms or a public suffix says nothing, whoever lists it.
with

claimable as (

    select listings.*
    from {{ ref('int_account_key_listings') }} as listings
    left join {{ ref('free_mail_domains') }} as excluded
        on
            listings.match_kind = 'domain'
            and listings.match_key = excluded.domain
    where
        excluded.domain is null
        and (listings.match_kind <> 'domain' or listings.match_key like '%_._%')

),

-- Versions in a row that list the same key are one claim.
numbered as (

    select
        *,
        version_number - row_number() over (
            partition by source, account_id, match_kind, match_key order by version_number
        ) as run_number

    from claimable

)

select
    account_id,
    match_kind,
    match_key,
    source,
    source_order,
    min(claimed_from) as valid_from,
    max(claimed_to) as valid_to

from numbered
group by account_id, match_kind, match_key, source, source_order, run_number
