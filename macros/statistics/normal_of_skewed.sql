{# Where a normal variable would lie as far out as *z* does, which has mean 0, variance 1 and this *skew*: Wilson and
   Hilferty's cube root. Its floor is the end of the short tail. *skew* must not be NULL. #}
{% macro normal_of_skewed(z, skew) -%}
    case
        when abs({{ skew }}) < 0.001 or {{ z }} is null then {{ z }}
        else
            6 / nullif({{ skew }}, 0) * (cbrt(greatest(0.001, 1 + {{ skew }} * {{ z }} / 2)) - 1) + {{ skew }} / 6
    end
{%- endmacro %}
