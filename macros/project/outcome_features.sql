{# The features of the outcome models, in the order of seed `outcome_features`. #}
{% macro outcome_features() -%}
    {{ return([
        'mood_recent', 'mood_long', 'mood_fall', 'rating', 'volume', 'volume_change', 'ticket_change', 'active_share',
        'use_change', 'days_unused', 'n_billing', 'days_without_touchpoint', 'log_arr', 'tenure_years',
        'renewal_share', 'days_to_renewal',
    ]) }}
{%- endmacro %}
