{# Who wrote, as far as a message says: one id for one pair of account_key and author. *relation*: alias with a dot. #}
{% macro sender_id(relation='') -%}
    {{ row_hash([relation ~ 'account_key', author_contact_id(relation)]) }}
{%- endmacro %}


{# The id under which a connector's contacts list the author of a customer message: `source:id`. #}
{% macro author_contact_id(relation='') -%}
    case
        when {{ relation }}author_role <> 'customer' or {{ relation }}author_id is null then null
        when {{ relation }}author_id like {{ relation }}source || ':%' then lower({{ relation }}author_id)
        else lower({{ relation }}source || ':' || {{ relation }}author_id)
    end
{%- endmacro %}
