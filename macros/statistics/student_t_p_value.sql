{# Two-sided p-value of Student's t with 1 to `most` whole degrees of freedom, by its finite series (Abramowitz and Stegun
   26.7.3–4), because no engine has the function. *statistic* and *degrees_of_freedom* are columns. #}
{% macro student_t_p_value(statistic, degrees_of_freedom, most=9) -%}
    {%- set cosine2 = degrees_of_freedom ~ ' / nullif(' ~ degrees_of_freedom ~ ' + ' ~ statistic ~ ' * ' ~ statistic ~ ', 0)' -%}
    {%- set sine = 'abs(' ~ statistic ~ ') / nullif(sqrt(' ~ degrees_of_freedom ~ ' + ' ~ statistic ~ ' * ' ~ statistic ~ '), 0)' -%}
    1 - case mod({{ degrees_of_freedom }}, 2)
        when 1 then 0.6366197723675814 * (  {#- 2 / π #}
            atan(abs({{ statistic }}) / nullif(sqrt({{ degrees_of_freedom }}), 0))
            + {{ sine }} * sqrt({{ cosine2 }}) * ({{ student_t_series(degrees_of_freedom, cosine2, 3, most) }})
        )
        else {{ sine }} * ({{ student_t_series(degrees_of_freedom, cosine2, 2, most) }})
    end
{%- endmacro %}


{# 1 + c·x + c·c'·x² + …: the terms that the degrees of freedom have, from *first* in steps of 2. #}
{% macro student_t_series(degrees_of_freedom, cosine2, first, most) -%}
    {%- set state = namespace(coefficient=1.0) -%}
    case when {{ degrees_of_freedom }} >= {{ first }} then 1 else 0 end
    {%- for reached in range(first + 2, most + 1, 2) -%}
        {%- set state.coefficient = state.coefficient * (reached - 3) / (reached - 2) %}
        + case when {{ degrees_of_freedom }} >= {{ reached }} then {{ state.coefficient }} else 0 end
        * power({{ cosine2 }}, {{ loop.index }})
    {%- endfor -%}
{%- endmacro %}
