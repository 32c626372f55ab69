-- Every event row of every source in one shape.
{{ config(materialized='view') }}

select
    'landing' as source,
    {{- contract_columns('events') }}

from {{ ref('stg_landing__events') }}
{% for connector in connector_models('events') %}
union all

select
    '{{ connector.connector }}' as source,
    {{- contract_columns('events') }}

from {{ connector.relation }}
{% endfor %}
