{# A domain as people write one (`https://www.Acme.example/`, `@acme.example`), in lower case and bare. #}
{% macro bare_domain(expression) -%}
    rtrim(
        {{ dbt.split_part(
            "regexp_replace(lower(trim(" ~ expression ~ ")), '^(https?://)?(www[.])?@?', '')", "'/'", 1) }}, '.'
    )
{%- endmacro %}
