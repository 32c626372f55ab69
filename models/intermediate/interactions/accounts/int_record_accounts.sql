-- Whose a source's opportunities, subscriptions and account rows are: by the account's id, another system's name for it, or
-- the contact that the source knows it by.
with

named as (

    {% for connector in connector_models('opportunities') -%}
    select '{{ connector.connector }}' as source, account_id as account_key
    from {{ connector.relation }}
    where account_id is not null

    union

    {% endfor -%}
    select 'accounts' as source, account_id as account_key
    from {{ ref('int_accounts__known') }}

    union

    select source, account_key
    from {{ ref('int_subscriptions__unioned') }}
    where account_key is not null

),

accounts as (

    select distinct account_id from {{ ref('int_accounts__by_source') }}

)

select
    named.source,
    named.account_key,
    coalesce(by_id.account_id, by_alias.account_id, by_source.account_id, by_contact.account_id) as account_id

from named
left join accounts as by_id
    on named.account_key = by_id.account_id
left join {{ ref('int_account_aliases') }} as by_alias
    on lower(named.account_key) = by_alias.alias
left join {{ ref('int_account_aliases') }} as by_source
    on lower(named.source || ':' || named.account_key) = by_source.alias
left join {{ ref('int_contacts__identified') }} as by_contact
    on lower(named.account_key) = by_contact.contact_id
