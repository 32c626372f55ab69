{# An end of the 95 % interval of a share (Wilson 1927), which holds for few cases too: *low* or *high*; NULL without a
   case. *hits* and *cases*: counts. #}
{% macro wilson_bound(hits, cases, end) -%}
    (
        {{ hits }} + {{ detection_constant('interval_z') }} * {{ detection_constant('interval_z') }} / 2
        {{ '-' if end == 'low' else '+' }} {{ detection_constant('interval_z') }} * sqrt(
            {{ hits }} * cast({{ cases }} - {{ hits }} as double) / nullif({{ cases }}, 0)
            + {{ detection_constant('interval_z') }} * {{ detection_constant('interval_z') }} / 4
        )
    ) / nullif({{ cases }} + {{ detection_constant('interval_z') }} * {{ detection_constant('interval_z') }}, 0)
{%- endmacro %}
