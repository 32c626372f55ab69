-- The companies that connectors group their people by, each under one id, with what the source says of them.
{% set connectors = connector_models('organizations') + connector_models('companies') -%}

with

companies as (

    {% for connector in connectors -%}
    select
        '{{ connector.connector }}' as source,
        lower(company_id) as company_id,
        company_name,
        external_id,
        domains,
        loaded_at

    from {{ connector.relation }}
    where company_id is not null

    union all

    {% endfor -%}
    select
        cast(null as {{ dbt.type_string() }}) as source,
        cast(null as {{ dbt.type_string() }}) as company_id,
        cast(null as {{ dbt.type_string() }}) as company_name,
        cast(null as {{ dbt.type_string() }}) as external_id,
        cast(null as {{ dbt.type_string() }}) as domains,
        cast(null as {{ dbt.type_timestamp() }}) as loaded_at

    from (select 1 as no_row) as no_connector
    where 1 = 0

)

select
    source,
    company_id,
    company_name,
    external_id,
    domains,
    loaded_at

from companies
qualify row_number() over (
    partition by company_id
    order by loaded_at desc nulls last, {{ row_hash(['company_name', 'external_id', 'domains']) }}
) = 1
