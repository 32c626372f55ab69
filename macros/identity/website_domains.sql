{# The list of domains in what people enter as a web site (`https://www.Acme.example:443/about, acme.test`); what is left of
   an address around them falls away in macro bare_domain. #}
{% macro website_domains(expression) -%}
    {{ replace_all(replace_all('trim(' ~ expression ~ ')', '[,; ]+', '|'), ':[0-9]+', '') }}
{%- endmacro %}
