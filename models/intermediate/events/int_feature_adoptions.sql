-- When an account began to use features, and when its use stepped up: four whole weeks far above the four before them,
-- which were not so themselves. Dated where the higher use began, known when its last week was.
{% set weeks = var('adoption_weeks') -%}
{% set newer = '(partition by account_id order by week_start_on rows between ' ~ (weeks - 1)
    ~ ' preceding and current row)' -%}
{% set older = '(partition by account_id order by week_start_on rows between ' ~ (2 * weeks - 1) ~ ' preceding and '
    ~ weeks ~ ' preceding)' -%}

with

windows as (

    select
        account_id,
        week_start_on,
        feature_events,
        sum(feature_events) over {{ newer }} as newer_events,
        sum(feature_events) over {{ older }} as older_events,
        count(*) over {{ older }} as n_older_weeks,
        min(week_start_on) over {{ newer }} as step_started_on,
        max(known_at) over {{ newer }} as step_known_at,
        max(known_at) over (
            partition by account_id order by week_start_on rows between unbounded preceding and current row
        ) as known_at,
        sum(feature_events) over (
            partition by account_id order by week_start_on rows between unbounded preceding and current row
        ) as events_so_far,
        min(week_start_on) over () as first_week_of_all

    from {{ ref('int_usage_weeks') }}

),

steps as (

    select
        *,
        n_older_weeks = {{ weeks }}
        and older_events >= {{ var('adoption_minimum_events') }}
        and newer_events >= {{ var('adoption_step_ratio') }} * older_events as is_high

    from windows

),

edges as (

    select
        *,
        max(case when is_high then 1 else 0 end) over (
            partition by account_id order by week_start_on rows between {{ weeks }} preceding and 1 preceding
        ) as was_high

    from steps

)

select
    account_id,
    'usage_stepped_up' as rule,
    step_started_on as adopted_on,
    cast(newer_events as double) / nullif(cast(older_events as double), 0) as step_ratio,
    step_known_at as known_at

from edges
where is_high and coalesce(was_high, 0) = 0

union all

-- whoever used features in the first week that is known may have done so before
select
    account_id,
    'usage_begun' as rule,
    week_start_on as adopted_on,
    cast(null as double) as step_ratio,
    known_at

from edges
where feature_events > 0 and events_so_far = feature_events and week_start_on > first_week_of_all
