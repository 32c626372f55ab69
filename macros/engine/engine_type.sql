{# A landing-contract type, or the type `clauses` of a scored text's clauses, as this engine spells it. #}
{% macro engine_type(contract_type) -%}
    {%- if contract_type == 'text' -%}{{ dbt.type_string() }}
    {%- elif contract_type == 'timestamp' -%}{{ dbt.type_timestamp() }}
    {%- elif contract_type == 'clauses' -%}{{ clause_list_type() }}
    {%- else -%}{{ contract_type }}{%- endif -%}
{%- endmacro %}
