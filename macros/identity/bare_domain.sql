{# A domain as people write one (`https://www.Acme.example/?from=mail`, `@acme.example`), in lower case and bare. #}
{% macro bare_domain(expression) -%}
    rtrim(
        regexp_replace(
            regexp_replace(lower(trim({{ expression }})), '^(https?://)?(www[.])?@?', ''), '[/?#].*$', ''
        ), '.'
    )
{%- endmacro %}
