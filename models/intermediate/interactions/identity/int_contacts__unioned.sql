-- The people who write, from the landing and from every enabled connector that knows them, as known by the as-of day.
{% set connectors = connector_models('contacts') -%}

with

contacts as (

    select
        'landing' as source,
        contact_id,
        email,
        account_key,
        coalesce(loaded_at, {{ start_of_time() }}) as loaded_at

    from {{ ref('int_contacts__checked') }}
    where quarantine_reason is null

    {% for connector in connectors -%}
    union all

    select
        '{{ connector.connector }}' as source,
        contact_id,
        email,
        case
            when account_key <> company_external_id then account_key || '|' || company_external_id
            else coalesce(account_key, company_external_id)
        end as account_key,
        coalesce(loaded_at, {{ start_of_time() }}) as loaded_at

    from {{ connector.relation }}
    where contact_id is not null and not coalesce(is_staff, false)

    {% endfor -%}
),

first_loads as (

    select source, min(loaded_at) as first_loaded_at
    from contacts
    group by source

)

select
    contacts.source,
    contacts.contact_id,
    contacts.email,
    contacts.account_key,
    -- What a first load says of a contact was true before it: that load says nothing about when.
    case
        when contacts.loaded_at < {{ end_of_first_load('first_loads.first_loaded_at') }}
            then {{ start_of_time() }}
        else contacts.loaded_at
    end as known_at

from contacts
inner join first_loads
    on contacts.source = first_loads.source
cross join {{ ref('int_as_of') }} as as_of
where
    contacts.loaded_at < {{ end_of_first_load('first_loads.first_loaded_at') }}
    or cast(contacts.loaded_at as date) <= as_of.as_of
