{# The day by which a step of a play is due: so many days after the as-of day, but not after a renewal that is still ahead;
   or before the renewal, but not in the past; NULL where the renewal is not known. *steps* and *stakes* are aliases of
   `playbook_steps` and `int_account_stakes`. #}
{% macro step_due_on(steps, stakes) -%}
    {%- set before_renewal = dbt.dateadd('day', '-' ~ steps ~ '.due_days', stakes ~ '.renewal_on') -%}
    cast(case
        when {{ steps }}.due_from = 'today' and {{ is_due_after_renewal(steps, stakes) }} then {{ stakes }}.renewal_on
        when {{ steps }}.due_from = 'today' then {{ dbt.dateadd('day', steps ~ '.due_days', stakes ~ '.as_of') }}
        when {{ before_renewal }} > {{ stakes }}.as_of then {{ before_renewal }}
        when {{ stakes }}.renewal_on is not null then {{ stakes }}.as_of
    end as date)
{%- endmacro %}


{# The same in words: within 48 hours, within 5 days, before the renewal, 30 days before the renewal. #}
{% macro step_due_words(steps, stakes) -%}
    case
        when {{ steps }}.due_from = 'today' and {{ is_due_after_renewal(steps, stakes) }} then 'before the renewal'
        when {{ steps }}.due_from = 'today' and {{ steps }}.due_days <= 3
            then concat('within ', {{ whole_number(steps ~ '.due_days * 24') }}, ' hours')
        when {{ steps }}.due_from = 'today' then concat('within ', {{ whole_number(steps ~ '.due_days') }}, ' days')
        when {{ stakes }}.renewal_on is null then 'before the renewal, whose date is not known'
        else concat({{ whole_number(steps ~ '.due_days') }}, ' days before the renewal')
    end
{%- endmacro %}


{% macro is_due_after_renewal(steps, stakes) -%}
    coalesce({{ stakes }}.days_to_renewal between 0 and {{ steps }}.due_days - 1, false)
{%- endmacro %}
