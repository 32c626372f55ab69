-- Where an entity is going: its newest week, the speed and bend of its last twelve, and how far it is from its early life.
with

newest_changes as (

    select *
    from {{ ref('int_entity_changes') }}
    qualify row_number() over (partition by entity_type, entity_id order by changed_on desc nulls last) = 1

),

newest_weeks as (

    select
        weeks.entity_type,
        weeks.entity_id,
        weeks.n_scored as n_scored_last_week,
        weeks.sentiment as last_week,
        early_life.early_life_baseline

    from {{ ref('int_entity_weeks') }} as weeks
    left join {{ ref('int_entity_early_life') }} as early_life
        on weeks.entity_type = early_life.entity_type and weeks.entity_id = early_life.entity_id
    where weeks.weeks_ago = 0

)

select
    newest_weeks.entity_type,
    newest_weeks.entity_id,
    newest_weeks.n_scored_last_week,
    newest_weeks.last_week,
    newest_weeks.early_life_baseline,
    newest_weeks.last_week - newest_weeks.early_life_baseline as early_life_deviation,
    coalesce(lines.velocity_weeks, 0) as velocity_weeks,
    case when lines.velocity_ols is not null then robust.velocity end as velocity,
    case when lines.velocity_ols is not null then robust.velocity_low end as velocity_low,
    case when lines.velocity_ols is not null then robust.velocity_high end as velocity_high,
    case when lines.velocity_ols is not null then robust.mann_kendall_z end as mann_kendall_z,
    lines.velocity_ols,
    lines.velocity_ols_low,
    lines.velocity_ols_high,
    lines.velocity_older_half,
    lines.velocity_newer_half,
    lines.acceleration,
    lines.acceleration_p,
    projections.projected_on,
    projections.projected,
    projections.projected_low_80,
    projections.projected_high_80,
    projections.projected_low_95,
    projections.projected_high_95,
    changes.changed_on,
    changes.mean_before as sentiment_before_change,
    changes.mean_after as sentiment_after_change

from newest_weeks
left join {{ ref('int_entity_velocity__robust') }} as robust
    on newest_weeks.entity_type = robust.entity_type and newest_weeks.entity_id = robust.entity_id
left join {{ ref('int_entity_weeks__velocity') }} as lines
    on
        newest_weeks.entity_type = lines.entity_type
        and newest_weeks.entity_id = lines.entity_id
        and lines.weeks_ago = 0
left join {{ ref('int_entity_projections') }} as projections
    on
        newest_weeks.entity_type = projections.entity_type
        and newest_weeks.entity_id = projections.entity_id
        and projections.purpose = 'renewal'
left join newest_changes as changes
    on newest_weeks.entity_type = changes.entity_type and newest_weeks.entity_id = changes.entity_id
