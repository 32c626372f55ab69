-- Each address as it was handed in, and the mailbox it means: lower case, no display name, no plus tag, no dots where the
-- provider ignores them, one name for a provider with several.
with

delivered as (

    select account_key as raw_address
    from {{ ref('int_interactions__deduplicated') }}
    where account_key like '_%@%'

    union

    select email as raw_address
    from {{ ref('int_contacts__versions') }}
    where email like '_%@%'

),

parsed as (

    select
        raw_address,
        {{ email_address('raw_address') }} as written_address

    from delivered

),

parts as (

    select
        raw_address,
        {{ dbt.split_part('written_address', "'@'", 1) }} as local_part,
        rtrim({{ dbt.split_part('written_address', "'@'", 2) }}, '.') as domain

    from parsed
    where written_address is not null

),

without_tag as (

    select
        raw_address,
        domain,
        coalesce(nullif({{ dbt.split_part('local_part', "'+'", 1) }}, ''), local_part) as local_part

    from parts

)

select
    without_tag.raw_address,
    case
        when providers.ignores_dots then replace(without_tag.local_part, '.', '')
        else without_tag.local_part
    end || '@' || coalesce(providers.same_as, without_tag.domain) as address,
    coalesce(providers.same_as, without_tag.domain) as domain

from without_tag
left join {{ ref('free_mail_domains') }} as providers
    on without_tag.domain = providers.domain
