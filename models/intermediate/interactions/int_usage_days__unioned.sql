-- Every usage row of every source in one shape.
{{ config(materialized='view') }}

select
    'landing' as source,
    {{- contract_columns('usage_days') }}

from {{ ref('stg_landing__usage_days') }}
{% for connector in connector_models('usage_days') %}
union all

select
    '{{ connector.connector }}' as source,
    {{- contract_columns('usage_days') }}

from {{ connector.relation }}
{% endfor %}
