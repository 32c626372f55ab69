-- Which account lists which key, and from when until when.
with

versions as (

    select
        account_id,
        external_ids,
        domains,
        stated_from as claimed_from,
        coalesce(
            lead(stated_from) over (partition by account_id order by stated_from), {{ end_of_time() }}
        ) as claimed_to,
        row_number() over (partition by account_id order by stated_from) as version_number,
        row_number() over (order by account_id, stated_from) as version_id

    from {{ ref('int_accounts__combined') }}

),

listed as (

    select version_id, lower(account_id) as match_key, 'account_id' as match_kind
    from versions

    union all

    select version_id, lower(list_item) as match_key, 'external_id' as match_kind
    from ({{ split_list('versions', 'version_id', 'external_ids') }}) as external_ids

    union all

    select version_id, lower(substring(list_item, position(':' in list_item) + 1)) as match_key, 'bare_id' as match_kind
    from ({{ split_list('versions', 'version_id', 'external_ids') }}) as external_ids
    where list_item like '%_:_%'

    union all

    select version_id, {{ bare_domain('list_item') }} as match_key, 'domain' as match_kind
    from ({{ split_list('versions', 'version_id', 'domains') }}) as domains

),

-- A free-mail provider's domain, a host of many firms or a public suffix says nothing, whoever lists it.
claimable as (

    select distinct
        versions.account_id,
        versions.version_number,
        versions.claimed_from,
        versions.claimed_to,
        listed.match_key,
        listed.match_kind

    from listed
    inner join versions
        on listed.version_id = versions.version_id
    left join {{ ref('free_mail_domains') }} as excluded
        on
            listed.match_kind = 'domain'
            and listed.match_key = excluded.domain
    where
        excluded.domain is null
        and (listed.match_kind <> 'domain' or listed.match_key like '%_._%')

),

-- Versions in a row that list the same key are one claim.
numbered as (

    select
        *,
        version_number - row_number() over (
            partition by account_id, match_kind, match_key order by version_number
        ) as run_number

    from claimable

),

claims as (

    select
        account_id,
        match_kind,
        match_key,
        min(claimed_from) as valid_from,
        max(claimed_to) as valid_to

    from numbered
    group by account_id, match_kind, match_key, run_number

)

select * from claims
