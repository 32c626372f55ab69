-- What stands beside an account's mood, on the same weeks: how much it wrote, what it asked for help with, how it felt and
-- how it used the product. A week without usage data is missing, not zero, and so is one whose end is not loaded yet: half a
-- week is other weekdays.
with

newest_use as (

    select max(date_day) as newest_on
    from {{ ref('int_usage_days__deduplicated') }}

),

felt as (

    select
        messages.account_id,
        cast(floor({{ dbt.datediff('messages.known_on', 'spans.last_day', 'day') }} / 7) as integer) as weeks_ago,
        {% for emotion in emotions() -%}
        cast(sum(cast(messages.emotion_{{ emotion }} as decimal(9, 6))) as double)
        / nullif(cast(count(messages.emotion_{{ emotion }}) as double), 0) as emotion_{{ emotion }},
        {% endfor -%}
        count(*) as n_messages

    from {{ ref('fct_interactions') }} as messages
    inner join {{ ref('int_entity_spans') }} as spans
        on spans.entity_type = 'account' and messages.account_id = spans.entity_id
    where messages.is_customer_sentiment
    group by messages.account_id, weeks_ago

),

done as (

    select
        days.entity_id as account_id,
        cast(floor({{ dbt.datediff('days.date_day', 'spans.last_day', 'day') }} / 7) as integer) as weeks_ago,
        sum(days.n_tickets) as n_tickets,
        cast(sum(days.active_users) as double) / nullif(cast(count(days.active_users) as double), 0) as active_users,
        sum(days.logins) as logins,
        sum(days.feature_events) as feature_events

    from {{ ref('int_account_days__activity') }} as days
    inner join {{ ref('int_entity_spans') }} as spans
        on days.entity_type = spans.entity_type and days.entity_id = spans.entity_id
    group by days.entity_id, weeks_ago

)

select
    weeks.entity_id as account_id,
    weeks.weeks_ago,
    weeks.week_end_on,
    weeks.n_interactions,
    weeks.n_scored,
    weeks.sentiment_score,
    {% for emotion in emotions() -%}
    felt.emotion_{{ emotion }},
    {% endfor -%}
    cast(coalesce(done.n_tickets, 0) as bigint) as n_tickets,
    case when weeks.week_end_on <= newest_use.newest_on then done.active_users end as active_users,
    case when weeks.week_end_on <= newest_use.newest_on then cast(done.logins as bigint) end as logins,
    case when weeks.week_end_on <= newest_use.newest_on then cast(done.feature_events as bigint) end as feature_events

from {{ ref('fct_entity_weeks') }} as weeks
cross join newest_use
left join felt
    on weeks.entity_id = felt.account_id and weeks.weeks_ago = felt.weeks_ago
left join done
    on weeks.entity_id = done.account_id and weeks.weeks_ago = done.weeks_ago
where weeks.entity_type = 'account' and weeks.weeks_ago < {{ var('review_weeks') }}
