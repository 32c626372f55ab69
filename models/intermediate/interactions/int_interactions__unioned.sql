-- Every message of every source in one shape. A view, so that raw text is stored nowhere but in its source.
{{ config(materialized='view') }}

select
    {{- contract_columns('interactions') }}

from {{ ref('stg_landing__interactions') }}
{% for connector in connector_models('interactions') %}
union all

select
    {{- contract_columns('interactions') }}

from {{ connector.relation }}
{% endfor %}
