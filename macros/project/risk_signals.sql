{# The columns of `int_account_risks__signals` that risk factors can be about. #}
{% macro risk_signals() -%}
    {{ return([
        'supported_early_life', 'fall_sd', 'supported_velocity', 'supported_bend', 'ticket_load', 'usage_change',
        'days_since_silence', 'days_since_touch', 'billing_complaints_28d', 'competitor_mentions_28d',
        'release_change_sd', 'days_to_renewal',
    ]) }}
{%- endmacro %}
