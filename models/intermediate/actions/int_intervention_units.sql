-- Account-weeks just before an intervention, and those of accounts that got none, with all that they are matched on.
-- An intervention belongs to the last week that ended before it. Weeks with another one not long before are neither; whether
-- another one came later is said, and not asked here: who left could not get one.
{% set days = var('effect_days') -%}
{% set fall = var('effect_fall') -%}
{% set days_after = dbt.datediff('weeks.week_end_on', 'interventions.started_on', 'day') -%}

with

interventions as (

    select
        scope_id as account_id,
        started_on,
        -- one kind, however it is spelt
        min(coalesce(trim(title), 'untitled')) over (partition by lower(trim(title))) as intervention

    from {{ ref('int_events__deduplicated') }}
    where event_type = 'intervention' and scope = 'account'

),

falls as (

    select
        account_id,
        weeks_ago,
        max(case when fall_sd >= {{ fall.sd }} then weeks_ago end) over (
            partition by account_id order by weeks_ago rows between current row and {{ fall.weeks - 1 }} following
        ) - weeks_ago as weeks_since_fall

    from {{ ref('int_pattern_signals') }}

),

near as (

    select
        weeks.account_id,
        weeks.weeks_ago,
        sum(case when {{ days_after }} <= 0 then 1 else 0 end) as n_before,
        sum(case when {{ days_after }} between 1 and 7 then 1 else 0 end) as n_now,
        sum(case when {{ days_after }} > 7 then 1 else 0 end) as n_later,
        max(case when {{ days_after }} between 1 and 7 then interventions.intervention end) as intervention

    from {{ ref('int_intervention_levels') }} as weeks
    inner join interventions
        on
            weeks.account_id = interventions.account_id
            and {{ days_after }} between -{{ var('effect_clear_days') }} and {{ days.after_to }}
    group by weeks.account_id, weeks.weeks_ago

)

select
    weeks.account_id,
    weeks.weeks_ago,
    weeks.week_end_on,
    near.intervention,
    coalesce(patterns.pattern, 'none') as pattern,
    weeks.depth,
    weeks.level_after - weeks.level_usual as distance_after,
    weeks.level_after - weeks.level_recent as change_after,
    signals.arr,
    coalesce(near.n_later, 0) = 0 as is_clear_after,
    concat(
        coalesce(patterns.pattern, 'none'), '|', coalesce(signals.segment, ''), '|',
        case
            when falls.weeks_since_fall is null then 'no fall'
            when falls.weeks_since_fall < {{ fall.early }} then 'early'
            else 'late'
        end, '|',
        case
            {% for edge in var('effect_depths') -%}
            when weeks.depth <= {{ edge }} then {{ loop.index }}
            {% endfor -%}
            else 0
        end,
        '|', case when weeks.volume >= {{ var('effect_volume') }} then 'large' else 'small' end
    ) as stratum

from {{ ref('int_intervention_levels') }} as weeks
inner join {{ ref('int_pattern_signals') }} as signals
    on weeks.account_id = signals.account_id and weeks.weeks_ago = signals.weeks_ago
inner join falls
    on weeks.account_id = falls.account_id and weeks.weeks_ago = falls.weeks_ago
left join near
    on weeks.account_id = near.account_id and weeks.weeks_ago = near.weeks_ago
left join {{ ref('int_account_patterns') }} as patterns
    on weeks.account_id = patterns.account_id and weeks.weeks_ago = patterns.weeks_ago and patterns.is_main
where coalesce(near.n_before, 0) = 0 and coalesce(near.n_now, 0) <= 1
