-- What became of each unit, where enough time has passed: its mood beside its usual, and whether it stayed a customer; then
-- how far that lies from the mean of comparable account-weeks without an intervention, differences of depth taken out.
-- Staying is asked of those who had not left a week on, whatever was done later: who leaves gets no intervention, so that
-- leavers would otherwise gather among those without one.
with

outcomes as (

    select
        units.*,
        'sentiment' as measure,
        units.distance_after as outcome_value

    from {{ ref('int_intervention_units') }} as units
    cross join {{ ref('int_as_of') }} as as_of
    where
        units.distance_after is not null
        and units.is_clear_after
        and {{ dbt.datediff('units.week_end_on', 'as_of.as_of', 'day') }} >= {{ var('effect_days').after_to }}

    union all

    select
        units.*,
        'retention' as measure,
        case
            when {{ dbt.datediff('units.week_end_on', 'accounts.churned_on', 'day') }} <= {{ var('retention_days') }} then 0
            else 1
        end as outcome_value

    from {{ ref('int_intervention_units') }} as units
    inner join {{ ref('int_accounts__versions') }} as accounts
        on units.account_id = accounts.account_id and accounts.is_current
    cross join {{ ref('int_as_of') }} as as_of
    where
        {{ dbt.datediff('units.week_end_on', 'as_of.as_of', 'day') }} >= {{ var('retention_days') }}
        and coalesce({{ dbt.datediff('units.week_end_on', 'accounts.churned_on', 'day') }} > 7, true)

),

strata as (

    select
        measure,
        stratum,
        count(*) as n_controls,
        cast(sum(cast(outcome_value as decimal(18, 9))) as double) / nullif(count(*), 0) as mean_outcome,
        cast(sum(cast(depth as decimal(18, 9))) as double) / nullif(count(*), 0) as mean_depth

    from outcomes
    where intervention is null
    group by measure, stratum

),

centred as (

    select
        outcomes.*,
        strata.n_controls,
        outcomes.outcome_value - strata.mean_outcome as outcome_beyond,
        outcomes.depth - strata.mean_depth as depth_beyond

    from outcomes
    inner join strata
        on outcomes.measure = strata.measure and outcomes.stratum = strata.stratum

),

slopes as (

    select
        measure,
        cast(sum(cast(outcome_beyond * depth_beyond as decimal(18, 9))) as double)
        / nullif(cast(sum(cast(depth_beyond * depth_beyond as decimal(18, 9))) as double), 0) as slope

    from centred
    where intervention is null
    group by measure

)

select
    centred.measure,
    centred.account_id,
    centred.weeks_ago,
    centred.intervention,
    centred.pattern,
    centred.stratum,
    cast(centred.n_controls as integer) as n_controls,
    centred.arr,
    centred.change_after,
    {{ rounded('centred.outcome_beyond - coalesce(slopes.slope, 0) * centred.depth_beyond') }} as beyond_controls

from centred
inner join slopes
    on centred.measure = slopes.measure
