-- What was said of a contact, from when until when. A deleted user loses address and account in the source; here the
-- last ones known stay, because the messages stay.
with

latest as (

    select *
    from {{ ref('int_contacts__unioned') }}
    where email is not null or account_key is not null
    qualify row_number() over (
        partition by lower(contact_id), known_at order by {{ row_hash(['source', 'email', 'account_key']) }} desc nulls last
    ) = 1

)

select
    lower(contact_id) as contact_id,
    email,
    account_key,
    case
        when row_number() over (partition by lower(contact_id) order by known_at) = 1 then {{ start_of_time() }}
        else known_at
    end as valid_from,
    lead(known_at) over (partition by lower(contact_id) order by known_at) as valid_to

from latest
