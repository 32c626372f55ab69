{# Who wrote a message, NULL where nobody is named. Sources number their people each by itself, so that 7 of one is not 7 of
   another; an address is the same person everywhere. *messages*: alias with `source` and `author_id`. #}
{% macro person_key(messages) -%}
    case
        when {{ messages }}.author_id like '%@%' then lower({{ messages }}.author_id)
        else {{ messages }}.source || ':' || {{ messages }}.author_id
    end
{%- endmacro %}
