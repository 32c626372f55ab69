{# Whether an outcome, a row of alias *outcomes*, says that the renewal due on *renewal_on* was signed, and *day* knows it. Most
   are signed before their day. #}
{% macro is_signed(outcomes, renewal_on, day) -%}
    {{ outcomes }}.is_decisive
    and {{ outcomes }}.outcome = 'renewed'
    and {{ day }} >= {{ outcomes }}.outcome_on
    and {{ day }} >= cast({{ outcomes }}.known_at as date)
    and {{ outcomes }}.outcome_on >= {{ dbt.dateadd('day', -var('outcome_window_days'), renewal_on) }}
{%- endmacro %}
