-- At the end of each week: tickets beside the account's usual load, what was complained about, who else was named.
{% set tickets = var('ticket_days') -%}
{% set ratio = 'cast(days.tickets_recent as double) * ' ~ tickets.usual
    ~ ' / nullif(greatest(days.tickets_usual, 1) * ' ~ tickets.recent ~ '.0, 0)' -%}

with

days as (

    select
        *,
        sum(n_tickets) over {{ entity_window(tickets.recent - 1) }} as tickets_recent,
        sum(n_tickets) over {{ entity_window(tickets.recent + tickets.usual - 1, tickets.recent) }} as tickets_usual,
        sum(n_billing_complaints) over {{ entity_window(var('mention_days') - 1) }} as billing_complaints,
        sum(n_competitor_mentions) over {{ entity_window(var('mention_days') - 1) }} as competitor_mentions

    from {{ ref('int_account_days__activity') }}

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
    cast(days.competitor_mentions as integer) as competitor_mentions_28d

from {{ ref('int_entity_weeks') }} as weeks
inner join days
    on
        weeks.entity_type = days.entity_type
        and weeks.entity_id = days.entity_id
        and weeks.week_end_on = days.date_day
where weeks.weeks_ago < {{ var('pattern_weeks') }}
