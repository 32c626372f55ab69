-- What a source said of a contact, from when until when. A deleted user loses address and account in the source; here the
-- last ones known stay, because the messages stay.
with

latest as (

    select *
    from {{ ref('int_contacts__unioned') }}
    where email is not null or account_key is not null
    qualify row_number() over (
        partition by source, lower(contact_id), known_at
        order by {{ row_hash(['email', 'account_key']) }} desc nulls last
    ) = 1

)

select
    latest.source,
    ordering.source_order,
    lower(latest.contact_id) as contact_id,
    latest.email,
    latest.account_key,
    case
        when row_number() over (partition by latest.source, lower(latest.contact_id) order by latest.known_at) = 1
            then {{ start_of_time() }}
        else latest.known_at
    end as valid_from,
    lead(latest.known_at) over (partition by latest.source, lower(latest.contact_id) order by latest.known_at) as valid_to

from latest
inner join {{ ref('int_source_order') }} as ordering
    on latest.source = ordering.source
