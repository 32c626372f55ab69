{# Rounded to the digits that scores carry (times *precision*): what is beyond them is rounding, and differs between orders
   of arithmetic. The + 0 turns −0 into 0. #}
{% macro rounded(expression, precision=1) -%}
    round({{ expression }}, {{ precision * var('rounding_digits') }}) + 0
{%- endmacro %}
