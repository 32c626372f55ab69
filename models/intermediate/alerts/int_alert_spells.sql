-- Spells of crisis and volume: crossings less than `merge_days` apart, of whichever is not told of by a cohort already.
with

crossings as (

    select
        signals.entity_type,
        signals.entity_id,
        signals.date_day,
        signals.policy,
        signals.direction,
        signals.signal,
        signals.merge_days,
        case when signals.entity_type in ('product', 'brand') then 'storm' else 'cohort' end as kind,
        lag(signals.date_day) over (
            partition by signals.entity_type, signals.entity_id, signals.policy, signals.direction, signals.signal
            order by signals.date_day
        ) as previous_on

    from {{ ref('int_alert_crossings__signals') }} as signals
    left join {{ ref('int_alert_crossings__told_by_cohorts') }} as told
        on
            signals.entity_type = told.entity_type
            and signals.entity_id = told.entity_id
            and signals.date_day = told.date_day
            and signals.policy = told.policy
            and signals.direction = told.direction
            and signals.signal = told.signal
    where signals.direction in ('crisis', 'volume') and told.entity_id is null

),

with_opening as (

    select
        *,
        max(case
            when coalesce({{ dbt.datediff('previous_on', 'date_day', 'day') }} < merge_days, false) then null
            else date_day
        end) over (
            partition by entity_type, entity_id, policy, direction, signal order by date_day
            rows between unbounded preceding and current row
        ) as opened_on

    from crossings

),

with_spell as (

    select
        *,
        entity_type || ':' || entity_id || ':' || policy || ':' || direction || ':' || signal || ':'
        || cast(opened_on as {{ dbt.type_string() }}) as spell,
        cast({{ dbt.dateadd('day', '-merge_days', 'opened_on') }} as date) as merges_after

    from with_opening

)

select * from with_spell
