with

checked as (

    select
        projections.horizon_weeks,
        weeks.sentiment,
        projections.projected,
        case
            when weeks.sentiment between projections.projected_low_80 and projections.projected_high_80 then 1 else 0
        end as held_80,
        case
            when weeks.sentiment between projections.projected_low_95 and projections.projected_high_95 then 1 else 0
        end as held_95,
        projections.projected_high_80 - projections.projected_low_80 as width_80

    from {{ ref('int_entity_projections') }} as projections
    inner join {{ ref('int_entity_weeks') }} as weeks
        on
            projections.entity_type = weeks.entity_type
            and projections.entity_id = weeks.entity_id
            and projections.projected_on = weeks.week_end_on
    where projections.purpose = 'check' and weeks.sum_w > 0

)

select
    cast(checked.horizon_weeks as integer) as horizon_weeks,
    count(*) as n_projections,
    cast(sum(checked.held_80) as double) / nullif(count(*), 0) as held_80,
    cast(sum(checked.held_95) as double) / nullif(count(*), 0) as held_95,
    cast(sum(cast(abs(checked.sentiment - checked.projected) * 50 as decimal(18, 6))) as double)
    / nullif(count(*), 0) as mean_error,
    cast(sum(cast(checked.width_80 * 50 as decimal(18, 6))) as double) / nullif(count(*), 0) as mean_width_80

from checked
group by checked.horizon_weeks
