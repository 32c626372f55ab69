-- Verdicts handed in, and those that the command line took, in one shape.
{{ config(materialized='view') }}

{% for source in ['stg_landing__feedback', 'stg_state__feedback'] -%}
select
    {{- contract_columns('feedback') }}

from {{ ref(source) }}
{{ 'union all' if not loop.last }}
{% endfor %}
