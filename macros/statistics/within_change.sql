{# How a part moved a whole from one period to the next, with the average of both periods' shares and means as weights, so
   that parts add up to the change of the whole and nothing is left over: because the part itself moved … Expects columns
   share_now and share_before; *now* and *before* are the part's means, NULL where it was not there. #}
{% macro within_change(now, before) -%}
    coalesce((share_now + share_before) / 2 * ({{ now }} - {{ before }}), 0)
{%- endmacro %}


{# … and because more or less of the whole is that part. A part that was there in one period only is mix alone. Expects
   whole_now and whole_before beside them. #}
{% macro mix_change(now, before) -%}
    (share_now - share_before)
    * (
        (coalesce({{ now }}, {{ before }}) + coalesce({{ before }}, {{ now }})) / 2
        - (whole_now + whole_before) / 2
    )
{%- endmacro %}
