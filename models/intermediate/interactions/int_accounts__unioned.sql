-- Every account row of every source in one shape.
{{ config(materialized='view') }}

select
    'landing' as source,
    {{- contract_columns('accounts') }}

from {{ ref('stg_landing__accounts') }}
{% for connector in connector_models('accounts') %}
union all

select
    '{{ connector.connector }}' as source,
    {{- contract_columns('accounts') }}

from {{ connector.relation }}
{% endfor %}
