with

source as (

    {{ source_table('zendesk', 'organization') }}

),

domain_names as (

    {{ source_table('zendesk', 'domain_name') }}

),

domains as (

    select
        organization_id,
        {{ joined_texts('domain_name', "'|'", 'domain_name') }} as domains

    from (select distinct organization_id, lower(domain_name) as domain_name from domain_names) as distinct_names
    group by organization_id

),

renamed as (

    select
        -- ids
        source.id as organization_id,
        'zendesk:' || source.id as company_id,
        source.external_id,

        -- text
        source.name as company_name,
        domains.domains,

        -- booleans
        coalesce(source._fivetran_deleted, false) as is_deleted,

        -- timestamps
        source.created_at,
        source.updated_at,
        source._fivetran_synced as loaded_at

    from source
    left join domains
        on source.id = domains.organization_id

),

latest as (

    select * from renamed
    qualify row_number() over (
        partition by organization_id order by loaded_at desc nulls last, updated_at desc nulls last, company_name asc
    ) = 1

)

select * from latest
