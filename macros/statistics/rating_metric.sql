{# The figure that people know a rating scale by: NPS is promoters less detractors, CSAT the satisfied, both in per cent;
   CES and stars are means. NULL without answers. #}
{% macro rating_metric(sum_rating, n_positive, n_negative, n_ratings) -%}
    case rating_scale
        when 'nps_0_10'
            then 100 * cast({{ n_positive }} - {{ n_negative }} as double) / nullif({{ n_ratings }}, 0)
        when 'csat_1_5' then 100 * cast({{ n_positive }} as double) / nullif({{ n_ratings }}, 0)
        else cast({{ sum_rating }} as double) / nullif({{ n_ratings }}, 0)
    end
{%- endmacro %}
