{# An id as a mart of broken rows shows it: itself where it looks like an id, else its hash. In a shifted row the column
   of an id may hold a customer's words. #}
{% macro shown_id(expression) -%}
    case when {{ looks_like_id(expression) }} then {{ expression }} else {{ dbt.hash(expression) }} end
{%- endmacro %}


{# True of at most 80 letters, digits and ._:#/@|+- without a space, and of no e-mail address. #}
{% macro looks_like_id(expression) -%}
    (
        {{ first_match(expression, '^[[:alnum:]._:#/@|+-]+$') }} is not null
        and length({{ expression }}) <= 80
        and {{ expression }} not like '%@%.%'
    )
{%- endmacro %}
