-- A domain and those above it, nearest first: mail from eu.acme.example may be claimed by acme.example, never the reverse.
{% set farthest_step = 3 -%}
with recursive

domains as (

    select domain from {{ ref('int_addresses__normalised') }}

    union

    select {{ bare_domain('account_key') }} as domain
    from {{ ref('int_interactions__deduplicated') }}
    where account_key not like '_%@%' and account_key like '%_._%'

),

walk as (

    select
        domain,
        domain as candidate_domain,
        0 as steps

    from domains

    union all

    select
        domain,
        substring(candidate_domain, position('.' in candidate_domain) + 1) as candidate_domain,
        steps + 1 as steps

    from walk
    where
        steps < {{ farthest_step }}
        and substring(candidate_domain, position('.' in candidate_domain) + 1) like '%_._%'

)

select
    walk.domain,
    walk.candidate_domain,
    walk.steps,
    coalesce(max(case when listed.kind in ('free_mail', 'disposable') then 1 else 0 end)
        over (partition by walk.domain), 0) = 1 as is_free_mail

from walk
left join {{ ref('free_mail_domains') }} as listed
    on walk.candidate_domain = listed.domain
