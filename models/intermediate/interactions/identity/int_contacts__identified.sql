-- Where each contact leads now, by what a system links it to, else by the domain of its address, as the first source tells
-- that leads anywhere. Messages are matched by what held at their time: see int_interactions__matched.
with

contacts as (

    select distinct contact_id
    from {{ ref('int_contacts__versions') }}
    where valid_to is null

),

found as (

    select
        candidates.contact_id,
        candidates.match_kind,
        keys.account_id,
        keys.is_ambiguous

    from {{ ref('int_contact_keys') }} as candidates
    inner join {{ ref('int_account_keys') }} as keys
        on
            candidates.key_kind = keys.match_kind
            and candidates.match_key = keys.match_key
            and keys.valid_to is null
    inner join {{ ref('identity_rules') }} as rules
        on candidates.match_kind = rules.match_kind
    qualify rank() over (
        partition by candidates.contact_id
        order by greatest(candidates.source_order, keys.source_order), rules.precedence
    ) = 1

),

decided as (

    select
        found.contact_id,
        min(found.match_kind) as match_kind,
        min(found.account_id) as account_id,
        max(case when found.is_ambiguous then 1 else 0 end) = 1 or count(distinct found.account_id) > 1 as is_ambiguous

    from found
    group by found.contact_id

)

select
    contacts.contact_id,
    case when not decided.is_ambiguous then decided.account_id end as account_id,
    case when not decided.is_ambiguous then decided.match_kind end as match_kind,
    coalesce(decided.is_ambiguous, false) as is_ambiguous

from contacts
left join decided
    on contacts.contact_id = decided.contact_id
