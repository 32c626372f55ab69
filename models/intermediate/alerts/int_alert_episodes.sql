-- Crossings less than `episode_gap_days` apart are one episode: one alert, not a flicker of them.
with

crossings as (

    select
        *,
        lag(date_day) over (
            partition by entity_type, entity_id, policy, direction order by date_day
        ) as previous_crossing_on

    from {{ ref('int_alert_crossings') }}

),

with_gaps as (

    select
        *,
        {{ dbt.datediff('previous_crossing_on', 'date_day', 'day') }} as gap_days

    from crossings

),

with_openings as (

    select
        *,
        case when gap_days < {{ detection_constant('episode_gap_days') }} then 0 else 1 end as opens_episode

    from with_gaps

),

numbered as (

    select
        *,
        sum(opens_episode) over (
            partition by entity_type, entity_id, policy, direction
            order by date_day
            rows between unbounded preceding and current row
        ) as episode_number

    from with_openings

),

spans as (

    select
        entity_type,
        entity_id,
        policy,
        direction,
        episode_number,
        min(date_day) as opened_on,
        max(date_day) as last_crossing_on,
        max(score) as peak_score

    from numbered
    group by entity_type, entity_id, policy, direction, episode_number

)

select
    spans.entity_type,
    spans.entity_id,
    spans.policy,
    spans.direction,
    spans.opened_on,
    spans.last_crossing_on,
    spans.peak_score,
    openings.tier,
    openings.is_default,
    openings.threshold,
    openings.score,
    openings.n_interactions,
    openings.baseline,
    openings.baseline_sd,
    openings.baseline_days,
    openings.current_value,
    openings.deviation

from spans
inner join numbered as openings
    on
        spans.entity_type = openings.entity_type
        and spans.entity_id = openings.entity_id
        and spans.policy = openings.policy
        and spans.direction = openings.direction
        and spans.opened_on = openings.date_day
