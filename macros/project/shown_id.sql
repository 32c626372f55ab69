{# An id as a mart of broken rows shows it: itself where it looks like an id, else its hash. In a shifted row the column
   of an id may hold a customer's words. #}
{% macro shown_id(expression) -%}
    case when {{ looks_like_id(expression) }} then {{ expression }} else {{ dbt.hash(expression) }} end
{%- endmacro %}


{# A source as marts show it: by its name where it brought a row that could be taken, or where that looks like an id.
   *accepted*: the source among those that did, NULL where it is not. #}
{% macro shown_source(source, accepted) -%}
    case when {{ accepted }} is not null or {{ looks_like_id(source) }} then {{ source }} else 'unreadable' end
{%- endmacro %}


{# True of at most 80 letters, digits and ._:#/@|+- without a space, and of no e-mail address. #}
{% macro looks_like_id(expression) -%}
    (
        {{ first_match(expression, '^[[:alnum:]._:#/@|+-]+$') }} is not null
        and length({{ expression }}) <= 80
        and {{ expression }} not like '%@%.%'
    )
{%- endmacro %}
