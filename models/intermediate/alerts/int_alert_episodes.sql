-- Crossings less than `merge_days` apart, or between which nothing calmed down, are one episode: one alert, not a
-- flicker of them.
with

with_openings as (

    select
        *,
        case
            when gap_days < merge_days or not has_rearmed then 0
            else 1
        end as opens_episode

    from {{ ref('int_alert_gaps') }}

),

numbered as (

    select
        *,
        sum(opens_episode) over (
            partition by entity_type, entity_id, policy, direction
            order by date_day, score, signal
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
    openings.signal,
    openings.lane,
    openings.tier,
    openings.is_default,
    openings.threshold,
    openings.close_below,
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
qualify row_number() over (
    partition by
        spans.entity_type, spans.entity_id, spans.policy, spans.direction, spans.opened_on
    order by openings.score desc nulls last, openings.signal asc
) = 1
