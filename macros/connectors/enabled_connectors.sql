{# The sources that var `connectors` names. #}
{% macro enabled_connectors() -%}
    {%- set connectors = var('connectors') or [] -%}
    {%- if connectors is string -%}
        {{ exceptions.raise_compiler_error(
            "Var `connectors` is a list, such as [zendesk, delighted], and not the text '" ~ connectors ~ "'.") }}
    {%- endif -%}
    {{ return(connectors) }}
{%- endmacro %}
