-- What was known of each account on each day of the grid, in one row: from it come health, features and labels.
with

-- signed before its day: that renewal is no longer ahead
signed as (

    select
        terms.account_id,
        terms.snapshot_on

    from {{ ref('int_account_weeks__terms') }} as terms
    inner join {{ ref('int_account_outcomes') }} as outcomes
        on
            terms.account_id = outcomes.account_id
            and {{ is_signed('outcomes', 'terms.renewal_on', 'terms.snapshot_on') }}
    group by terms.account_id, terms.snapshot_on

)

select
    weeks.account_id,
    weeks.week_start_on,
    weeks.snapshot_on,
    weeks.is_whole_week,
    weeks.is_as_of_day,
    {{ dbt.datediff('weeks.customer_from', 'weeks.snapshot_on', 'day') }} as customer_days,
    terms.segment,
    terms.renewal_on,
    cast(ln(1 + cast(terms.arr as double)) as double) as log_arr,
    case
        when terms.renewal_on >= weeks.snapshot_on and signed.account_id is null
            then {{ dbt.datediff('weeks.snapshot_on', 'terms.renewal_on', 'day') }}
    end as days_to_renewal,
    {{ dbt.datediff('terms.started_on', 'weeks.snapshot_on', 'day') }} as tenure_days,
    messages.mood_recent,
    messages.mood_long,
    messages.mood_recent - messages.mood_long as mood_change,
    messages.raw_mood_recent,
    ln(
        ({{ outcome_constant('volume_floor') }} + messages.n_messages_recent)
        / nullif(
            {{ outcome_constant('volume_floor') }}
            + cast(messages.n_messages_long * {{ var('outcome_recent_days') }} as double) / nullif(messages.long_days, 0), 0
        )
    ) as volume_change,
    ln(1 + messages.n_messages_long / nullif(cast(messages.long_days as double), 0)) as volume,
    ln(
        ({{ outcome_constant('volume_floor') }} + messages.n_tickets_recent)
        / nullif(
            {{ outcome_constant('volume_floor') }}
            + cast(messages.n_tickets_long * {{ var('outcome_recent_days') }} as double) / nullif(messages.long_days, 0), 0
        )
    ) as ticket_change,
    usage.active_share,
    usage.use_change,
    usage.days_unused,
    signals.n_billing,
    signals.days_without_touchpoint,
    signals.rating,
    signals.last_nps

from {{ ref('int_account_weeks') }} as weeks
left join {{ ref('int_account_weeks__terms') }} as terms
    on weeks.account_id = terms.account_id and weeks.snapshot_on = terms.snapshot_on
left join signed
    on weeks.account_id = signed.account_id and weeks.snapshot_on = signed.snapshot_on
left join {{ ref('int_account_weeks__messages') }} as messages
    on weeks.account_id = messages.account_id and weeks.snapshot_on = messages.snapshot_on
left join {{ ref('int_account_weeks__usage') }} as usage
    on weeks.account_id = usage.account_id and weeks.snapshot_on = usage.snapshot_on
left join {{ ref('int_account_weeks__noted') }} as signals
    on weeks.account_id = signals.account_id and weeks.snapshot_on = signals.snapshot_on
