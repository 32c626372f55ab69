{# The periods of var `comparison_days`, a row each: comparison, days. #}
{% macro comparison_periods() -%}
    {% for comparison, days in var('comparison_days').items() -%}
    select '{{ comparison }}' as comparison, {{ days }} as days{{ ' union all' if not loop.last }}
    {% endfor %}
{%- endmacro %}
