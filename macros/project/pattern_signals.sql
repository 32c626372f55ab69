{# The columns of `int_pattern_signals` that conditions of patterns can be about. #}
{% macro pattern_signals() -%}
    {{ return([
        'fall_sd', 'velocity', 'velocity_high', 'is_sliding', 'tickets_14d', 'ticket_ratio', 'usage_change',
        'billing_complaints_28d', 'competitor_mentions_28d', 'days_since_decline', 'days_since_sudden_fall',
        'days_since_silence', 'days_since_recovery', 'days_to_renewal', 'days_since_billing_event', 'days_since_touch',
        'messages_since_release', 'release_change_sd',
    ]) }}
{%- endmacro %}
