{# Whether a name or a key reads like what a customer wrote, as it may in a shifted row: with spaces, and with an address or a
   long number in it, or longer than names are. "Ann Lee <ann@example.com>" is a sender. #}
{% macro reads_like_message(expression) -%}
    (
        {{ expression }} like '% %'
        and {{ expression }} not like '%<%@%>'
        and (
            length({{ expression }}) > 60
            or {{ expression }} like '%@%'
            or {{ first_match(expression, '[0-9]([ .-]*[0-9]){6}') }} is not null
        )
    )
{%- endmacro %}
