{# A landing-contract type as this engine spells it. #}
{% macro engine_type(contract_type) -%}
    {%- if contract_type == 'text' -%}{{ dbt.type_string() }}
    {%- elif contract_type == 'timestamp' -%}{{ dbt.type_timestamp() }}
    {%- else -%}{{ contract_type }}{%- endif -%}
{%- endmacro %}
