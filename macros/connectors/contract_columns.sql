{# The columns of one landing table, as every model stg_<source>__<table> emits them: those of the contract, then how
   the row was read. #}
{% macro contract_columns(table_name) -%}
    {%- for column in landing_contract(table_name) %}
    {{ column.name }},
    {%- endfor %}
    failed_casts,
    landing_file,
    landing_row
{%- endmacro %}
