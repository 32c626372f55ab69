{# The address in what a source calls one: in lower case, without a display name, angle brackets, `mailto:` or what
   surrounds it; of several, the first. NULL where there is none. A plus tag stays: see int_addresses__normalised. #}
{% macro email_address(expression) -%}
    {%- set no_break_space = 'chr(160)' -%}
    {%- set text = 'lower(replace(' ~ expression ~ ', ' ~ no_break_space ~ ", ' '))" -%}
    {%- set pattern = '[^[:space:]@<>(),;:"]+@[^[:space:]@<>(),;:"?]+[.][^[:space:]@<>(),;:"?]+' -%}
    rtrim(
        ltrim(
            coalesce(
                {{ first_match('split_part(' ~ text ~ ", '<', -1)", pattern) }},
                {{ first_match(text, pattern) }}
            ), ''''
        ), '''.!'
    )
{%- endmacro %}
