{# What a score weighs: v/(v + se²), v the variance of one message; 1 for a given polarity, NULL without a score. #}
{% macro message_weight() -%}
    cast(
        {{ detection_constant('score_weight_variance') }}
        / nullif({{ detection_constant('score_weight_variance') }} + polarity_se * polarity_se, 0) as decimal(9, 6)
    )
{%- endmacro %}
