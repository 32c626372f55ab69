-- A storm, by its best window of the day: of unhappy people (crisis), or of people who are no unhappier than usual
-- (volume). Days with too few people to judge count as calm.
{{ config(materialized='view') }}

with

judged as (

    select
        *,
        coalesce(share_score >= {{ detection_constant('burst_share_score') }}, n_unhappy > 0) as is_mood

    from {{ ref('int_burst_scores') }}

),

scores as (

    select
        *,
        'crisis' as direction,
        case
            when is_mood and n_unhappy >= {{ detection_constant('burst_minimum_people') }} then storm_score
            else 0
        end as score,
        median_root_unhappy as baseline,
        root_unhappy as current_value,
        n_unhappy as n_interactions
    from judged

    union all

    select
        *,
        'volume' as direction,
        case when is_mood then 0 else score_people end as score,
        median_root_people as baseline,
        root_people as current_value,
        n_people as n_interactions
    from judged

),

best as (

    select * from scores
    qualify row_number() over (
        partition by entity_type, entity_id, date_day, direction order by score desc nulls last, window_days asc
    ) = 1

),

directions as (

    select 'crisis' as direction
    union all
    select 'volume' as direction

)

select
    days.entity_type,
    days.entity_id,
    days.date_day,
    case days.entity_type when 'segment' then days.entity_id end as segment,
    'burst' as signal,
    directions.direction,
    cast(null as {{ dbt.type_string() }}) as lane,
    coalesce(best.score, 0) as score,
    best.baseline,
    cast(null as double) as baseline_sd,
    best.current_value - best.baseline as deviation,
    best.current_value,
    best.n_interactions

from {{ ref('int_burst_windows') }} as days
cross join directions
left join best
    on
        days.entity_type = best.entity_type
        and days.entity_id = best.entity_id
        and days.date_day = best.date_day
        and directions.direction = best.direction
where days.window_days = {{ var('burst_windows') | min }}
