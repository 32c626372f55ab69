{# A double for a hash, the same on every engine: six decimals; from a billion on nothing, where a cast would fail. #}
{% macro number_text(expression) -%}
    case when abs({{ expression }}) < 1000000000 then cast({{ expression }} as decimal(18, 6)) end
{%- endmacro %}
