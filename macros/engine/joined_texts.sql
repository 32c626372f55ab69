{# The texts of a group in one, in an order; NULL where there is none. A macro, because an engine may give '' for that. *texts*
   and *separator*: SQL; *order_by*: columns. #}
{% macro joined_texts(texts, separator, order_by) -%}
    nullif({{ dbt.listagg(texts, separator, 'order by ' ~ order_by) }}, '')
{%- endmacro %}
