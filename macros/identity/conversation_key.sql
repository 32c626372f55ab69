{# The conversation of a message, NULL where it is in none: sources number their threads each by itself. #}
{% macro conversation_key(messages) -%}
    {{ messages }}.source || ':' || {{ messages }}.thread_id
{%- endmacro %}
