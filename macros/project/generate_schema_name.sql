{# Schemas are called staging, intermediate, marts …, after var `schema_prefix`, and not after the profile's schema:
   the same names on every engine, and one prefix a developer or an environment. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ var('schema_prefix') }}{{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
