-- By what two sources may see that they mean the same account: its full name (`source:id`), its id without the system
-- (`bare_id`), its domains. Free-mail providers, hosts of many firms and public suffixes say nothing.
with

records as (

    select
        *,
        row_number() over (order by record_id, external_ids, domains) as row_id

    from {{ ref('int_account_records') }}

),

listed as (

    select row_id, lower(list_item) as list_item
    from ({{ split_list('records', 'row_id', 'external_ids') }}) as external_ids

),

named as (

    select row_id, 'external_id' as key_kind, record_id as match_key
    from records

    union all

    select row_id, 'account_id' as key_kind, lower(account_id) as match_key
    from records
    where not is_company

    union all

    select row_id, 'bare_id' as key_kind, lower(account_id) as match_key
    from records
    where not is_company

    union all

    select row_id, case when list_item like '%_:_%' then 'external_id' else 'bare_id' end as key_kind, list_item as match_key
    from listed

    union all

    select row_id, 'bare_id' as key_kind, substring(list_item, position(':' in list_item) + 1) as match_key
    from listed
    where list_item like '%_:_%'

    union all

    select row_id, 'domain' as key_kind, {{ bare_domain('list_item') }} as match_key
    from ({{ split_list('records', 'row_id', 'domains') }}) as domains

)

select distinct
    records.record_id,
    named.key_kind,
    named.match_key

from named
inner join records
    on named.row_id = records.row_id
left join {{ ref('free_mail_domains') }} as excluded
    on
        named.key_kind = 'domain'
        and named.match_key = excluded.domain
where
    excluded.domain is null
    and (named.key_kind <> 'domain' or named.match_key like '%_._%')
