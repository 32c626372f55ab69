-- At the end of each week: tickets beside the account's usual load, use beside the month before, what was complained about.
-- Use is compared up to the day before, because it is loaded overnight; without whole windows there is no comparison.
{% set tickets = var('ticket_days') -%}
{% set ratio = 'cast(days.tickets_recent as double) * ' ~ tickets.usual
    ~ ' / nullif(greatest(days.tickets_usual, 1) * ' ~ tickets.recent ~ '.0, 0)' -%}
{% set month = var('long_window_days') -%}
{% set measures = ['active_users', 'logins', 'feature_events'] -%}
{% set changes = [] -%}
{% for measure in measures %}{% do changes.append('cast(coalesce(days.' ~ measure ~ '_recent, 0) as double) / nullif(days.' ~ measure ~ '_before, 0)') %}{% endfor -%}

with

days as (

    select
        *,
        sum(n_tickets) over {{ entity_window(tickets.recent - 1) }} as tickets_recent,
        sum(n_tickets) over {{ entity_window(tickets.recent + tickets.usual - 1, tickets.recent) }} as tickets_usual,
        sum(n_billing_complaints) over {{ entity_window(var('mention_days') - 1) }} as billing_complaints,
        sum(n_competitor_mentions) over {{ entity_window(var('mention_days') - 1) }} as competitor_mentions,
        {% for measure in measures -%}
        sum({{ measure }}) over {{ entity_window(month, 1) }} as {{ measure }}_recent,
        sum({{ measure }}) over {{ entity_window(2 * month, month + 1) }} as {{ measure }}_before,
        {% endfor -%}
        min(case when active_users is not null or logins is not null or feature_events is not null then date_day end)
            over (partition by entity_type, entity_id) as used_since

    from {{ ref('int_account_days__activity') }}

),

newest_use as (

    select max(usage_days.date_day) as newest_on
    from {{ ref('int_usage_days__deduplicated') }} as usage_days

)

select
    weeks.entity_id as account_id,
    weeks.weeks_ago,
    cast(days.tickets_recent as integer) as tickets_recent,
    cast(days.tickets_usual as integer) as tickets_usual,
    case
        when days.history_days >= {{ tickets.recent + tickets.usual }}
            -- none before counts as one: the ratio is then the least that it can be
            then {{ rounded(ratio) }}
    end as ticket_ratio,
    cast(days.billing_complaints as integer) as billing_complaints_28d,
    cast(days.competitor_mentions as integer) as competitor_mentions_28d,
    case
        when
            {{ dbt.datediff('days.used_since', 'days.date_day', 'day') }} >= {{ 2 * month }}
            and {{ dbt.datediff('newest_use.newest_on', 'days.date_day', 'day') }} <= {{ var('usage_stale_days') }}
            then {{ rounded("coalesce(" ~ changes | join(', ') ~ ") - 1") }}
    end as usage_change

from {{ ref('int_entity_weeks') }} as weeks
inner join days
    on
        weeks.entity_type = days.entity_type
        and weeks.entity_id = days.entity_id
        and weeks.week_end_on = days.date_day
cross join newest_use
where weeks.weeks_ago < {{ var('pattern_weeks') }}
