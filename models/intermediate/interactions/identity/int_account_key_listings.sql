-- The keys that each version of an account lists, as its source tells it. The ids under which the source itself keeps the
-- account are among them, also where an earlier source gave it another.
with

versions as (

    select
        source,
        source_order,
        account_id,
        external_ids,
        domains,
        stated_from as claimed_from,
        coalesce(valid_to, {{ end_of_time() }}) as claimed_to,
        row_number() over (partition by source, account_id order by stated_from) as version_number,
        row_number() over (order by source, account_id, stated_from) as version_id

    from {{ ref('int_accounts__by_source') }}

),

listed as (

    select version_id, lower(account_id) as match_key, 'account_id' as match_kind
    from versions

    union all

    select versions.version_id, lower(roots.own_id) as match_key, 'account_id' as match_kind
    from versions
    inner join {{ ref('int_account_record_roots') }} as roots
        on
            versions.source = roots.source
            and versions.account_id = roots.account_id

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

)

select distinct
    versions.source,
    versions.source_order,
    versions.account_id,
    versions.version_number,
    versions.claimed_from,
    versions.claimed_to,
    listed.match_key,
    listed.match_kind

from listed
inner join versions
    on listed.version_id = versions.version_id
