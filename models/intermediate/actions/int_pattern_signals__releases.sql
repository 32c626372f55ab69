-- The newest release that concerns an account within four weeks: what it said since then beside the four weeks before.
{% set window_days = var('event_window_days') -%}

with

running_sums as (

    select
        entity_id,
        date_day,
        sum(n_scored) over {{ entity_window('unbounded') }} as n_scored,
        sum(sum_w_r) over {{ entity_window('unbounded') }} as sum_w_r,
        sum(sum_r) over {{ entity_window('unbounded') }} as sum_r

    from {{ ref('int_entity_days__dense') }}
    where entity_type = 'account'

),

newest_releases as (

    select
        weeks.account_id,
        weeks.weeks_ago,
        weeks.week_end_on,
        events.event_id,
        events.title,
        events.started_on,
        cast({{ dbt.dateadd('day', -1, 'events.started_on') }} as date) as eve,
        cast({{ dbt.dateadd('day', -1 - window_days, 'events.started_on') }} as date) as before_on

    from {{ ref('int_pattern_signals__events') }} as weeks
    inner join {{ ref('int_events__all') }} as events
        on
            events.event_type = 'release'
            and (
                events.scope = 'global'
                or (events.scope = 'product' and weeks.product = events.scope_id)
                or (events.scope = 'segment' and weeks.segment = events.scope_id)
                or (events.scope = 'account' and weeks.account_id = events.scope_id)
            )
            and events.started_on between
            {{ dbt.dateadd('day', -window_days, 'weeks.week_end_on') }} and weeks.week_end_on
            -- what was known by then: a past week must look as it did
            and weeks.week_end_on >= cast(events.known_at as date)
    qualify row_number() over (
        partition by weeks.account_id, weeks.weeks_ago
        order by events.started_on desc nulls last, events.event_id asc
    ) = 1

),

compared as (

    select
        releases.*,
        newest.n_scored - eves.n_scored as messages_since_release,
        cast(newest.sum_w_r - eves.sum_w_r as double) as w_since,
        cast(eves.sum_w_r - coalesce(earlier.sum_w_r, 0) as double) as w_before,
        cast(newest.sum_r - eves.sum_r as double) as sum_since,
        cast(eves.sum_r - coalesce(earlier.sum_r, 0) as double) as sum_before

    from newest_releases as releases
    inner join running_sums as newest
        on releases.account_id = newest.entity_id and releases.week_end_on = newest.date_day
    inner join running_sums as eves
        on releases.account_id = eves.entity_id and releases.eve = eves.date_day
    left join running_sums as earlier
        on releases.account_id = earlier.entity_id and releases.before_on = earlier.date_day

),

changes as (

    select
        *,
        sum_since / nullif(w_since, 0) - sum_before / nullif(w_before, 0) as release_change,
        {{ detection_constant('thread_inflation') }} * {{ detection_constant('score_weight_variance') }}
        * (1 / nullif(w_since, 0) + 1 / nullif(w_before, 0)) as variance

    from compared

)

select
    account_id,
    weeks_ago,
    event_id as release_id,
    title as release_title,
    started_on as released_on,
    cast(messages_since_release as integer) as messages_since_release,
    release_change * 50 as release_change_points,
    release_change / nullif(sqrt(variance), 0) as release_change_sd

from changes
