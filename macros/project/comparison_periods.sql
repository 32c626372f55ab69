{# The periods of var `comparison_days`, a row each: comparison, days. #}
{% macro comparison_periods() -%}
    {% for comparison, days in var('comparison_days').items() -%}
    select '{{ comparison }}' as comparison, {{ days }} as days{{ ' union all' if not loop.last }}
    {% endfor %}
{%- endmacro %}


{# Sums over the spans of a comparison, one of its period and one of that before it: columns <name>_now and <name>_before for
   each name of *sums*, which maps names to columns of *spans*, a relation joined with the periods by `within_days`. #}
{% macro period_sums(spans, sums) -%}
    {% for name, column in sums.items() -%}
    sum(case when {{ spans }}.within_days <= periods.days then {{ spans }}.{{ column }} else 0 end) as {{ name }}_now,
    sum(case when {{ spans }}.within_days > periods.days then {{ spans }}.{{ column }} else 0 end) as {{ name }}_before{{ ',' if not loop.last }}
    {% endfor %}
{%- endmacro %}
