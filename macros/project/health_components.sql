{# What health is made of, as seed `health_components` weighs it: component → the column that it is read from. #}
{% macro health_components() -%}
    {{ return({
        'sentiment': 'mood_recent',
        'trend': 'mood_change',
        'usage': 'active_share',
        'engagement': 'use_change',
        'support_load': 'ticket_change',
        'billing': 'n_billing',
        'survey': 'rating',
    }) }}
{%- endmacro %}
