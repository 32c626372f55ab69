-- The signals that may lead, and the targets that they may lead to, by account and week. Counts are logarithms: twice as
-- much and half as much are equally far. NULL is not known; a week without messages has no mood.
{% set weeks = var('signal_weeks') -%}
{% set of_account = 'partition by account_id order by week_start_on rows between' -%}
{% set so_far = '(' ~ of_account ~ ' unbounded preceding and current row)' -%}
{% set newer = '(' ~ of_account ~ ' ' ~ (weeks - 1) ~ ' preceding and current row)' -%}
{% set older = '(' ~ of_account ~ ' ' ~ (2 * weeks - 1) ~ ' preceding and ' ~ weeks ~ ' preceding)' -%}

with

churns as (

    select account_id, outcome_on
    from {{ ref('int_account_outcomes') }}
    where is_decisive and outcome = 'churned'

),

weeks as (

    select
        *,
        week_number - max(case when n_messages > 0 then week_number end) over {{ so_far }} as weeks_silent,
        week_number - max(case when touched = 1 then week_number end) over {{ so_far }} as weeks_untouched,
        cast(sum(sum_r) over {{ newer }} as double) / nullif(cast(sum(sum_w) over {{ newer }} as double), 0) as newer_mood,
        cast(sum(sum_r) over {{ older }} as double) / nullif(cast(sum(sum_w) over {{ older }} as double), 0) as older_mood,
        max(billed) over {{ newer }} as billed_lately

    from {{ ref('int_signal_weeks__measured') }}

)

select
    weeks.account_id,
    weeks.week_start_on,
    weeks.week_number,
    cast(weeks.sum_r as double) / nullif(cast(weeks.sum_w as double), 0) as sentiment,
    weeks.newer_mood - weeks.older_mood as velocity,
    ln(1 + weeks.n_messages) as volume,
    ln(1 + weeks.weeks_silent) as silence,
    {% for emotion in emotions() if emotion != 'neutral' -%}
    weeks.{{ emotion }},
    {% endfor -%}
    ln(1 + weeks.active_user_days) as use_of_product,
    cast(weeks.logins as double) / nullif(cast(weeks.active_user_days as double), 0) as logins_per_user,
    cast(weeks.feature_events as double) / nullif(cast(weeks.active_user_days as double), 0) as features_per_user,
    weeks.resolution_time,
    ln(1 + weeks.weeks_untouched) as touchpoint_gap,
    cast(weeks.billed_lately as double) as billing,
    -- in the week after this one: the week of leaving itself is not in the grid; NULL while that week is not over
    case
        when {{ dbt.dateadd('week', 1, 'weeks.snapshot_on') }} > as_of.as_of then null
        when churns.account_id is not null then 1
        else 0
    end as churned

from weeks
cross join {{ ref('int_as_of') }} as as_of
left join churns
    on
        weeks.account_id = churns.account_id
        and churns.outcome_on > weeks.snapshot_on
        and churns.outcome_on <= {{ dbt.dateadd('week', 1, 'weeks.snapshot_on') }}
