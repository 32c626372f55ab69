{# A title without the e-mail addresses in it, and without numbers that look like a phone's or a card's; days and times
   stay. Messages are redacted by the library, which knows more. #}
{% macro redacted_title(expression) -%}
    {%- set addresses = '[^[:space:]@<>(),;:]+@[^[:space:]@<>(),;:]+[.][[:alnum:]-]+' -%}
    {%- set numbers = [
        '[+][(]?[0-9]([ ().-]*[0-9]){6,14}',
        '[0-9]{4}[ -][0-9]{4}[ -][0-9]{4}([ -][0-9]+)?',
        '[(]?[0-9]{3}[)]?[ ./-]*[0-9]{3}[ .-]?[0-9]{4,}',
        '0[0-9]{2,4}[)]?[ ./-]+([0-9]{6,}|[0-9]{3,}[ -][0-9]{3,})',
        '0[0-9]([ .][0-9]{2}){4}',
    ] -%}
    {{ replace_all(replace_all(expression, addresses, '[email]'), numbers | join('|'), '[phone]') }}
{%- endmacro %}
