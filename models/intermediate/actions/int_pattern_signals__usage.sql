-- At the end of each week: use of a month beside the month before. Use is loaded overnight, and may stop coming before
-- messages do: the later month ends on the newest day that has any use. Without two whole months there is no comparison.
{% set month = var('long_window_days') -%}
{% set measures = ['active_users', 'logins', 'feature_events'] -%}
{% set changes = [] -%}
{% for measure in measures %}{% do changes.append('cast(coalesce(days.' ~ measure ~ '_recent, 0) as double) / nullif(days.' ~ measure ~ '_before, 0)') %}{% endfor -%}

with

newest_use as (

    select max(usage_days.date_day) as newest_on
    from {{ ref('int_usage_days__deduplicated') }} as usage_days

),

weeks as (

    select
        weeks.entity_type,
        weeks.entity_id,
        weeks.weeks_ago,
        least(cast({{ dbt.dateadd('day', -1, 'weeks.week_end_on') }} as date), newest_use.newest_on) as used_until

    from {{ ref('int_entity_weeks') }} as weeks
    cross join newest_use
    where
        weeks.weeks_ago < {{ var('pattern_weeks') }}
        and {{ dbt.datediff('newest_use.newest_on', 'weeks.week_end_on', 'day') }} <= {{ var('usage_stale_days') }}

),

days as (

    select
        entity_type,
        entity_id,
        date_day,
        {% for measure in measures -%}
        sum({{ measure }}) over {{ entity_window(month - 1) }} as {{ measure }}_recent,
        sum({{ measure }}) over {{ entity_window(2 * month - 1, month) }} as {{ measure }}_before,
        {% endfor -%}
        min(case when active_users is not null or logins is not null or feature_events is not null then date_day end)
            over (partition by entity_type, entity_id) as used_since

    from {{ ref('int_account_days__activity') }}

)

select
    weeks.entity_id as account_id,
    weeks.weeks_ago,
    {{ rounded("coalesce(" ~ changes | join(', ') ~ ") - 1") }} as usage_change

from weeks
inner join days
    on
        weeks.entity_type = days.entity_type
        and weeks.entity_id = days.entity_id
        and weeks.used_until = days.date_day
where {{ dbt.datediff('days.used_since', 'weeks.used_until', 'day') }} + 1 >= {{ 2 * month }}
