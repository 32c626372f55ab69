-- How many days a source usually is silent, and whether it is silent now for longer than that: a stalled sync looks like
-- customers who are content.
with

days as (

    select distinct
        source,
        known_on

    from {{ ref('int_interactions__deduplicated') }}

),

gaps as (

    select
        source,
        {{ dbt.datediff('lag(known_on) over (partition by source order by known_on)', 'known_on', 'day') }} as gap_days

    from days

),

usual as (

    select
        source,
        cast(percentile_cont(0.95) within group (order by gap_days) as double) as usual_gap_days

    from gaps
    where gap_days is not null
    group by source

)

select
    counts.source,
    usual.usual_gap_days,
    counts.days_since_newest,
    -- Of a source that came on one day only nothing is known to be usual.
    coalesce(
        counts.days_since_newest > {{ var('stalled_sync_factor') }}
        * case when usual.usual_gap_days < 1 then 1 else usual.usual_gap_days end, false
    ) as is_stalled

from {{ ref('int_source_counts') }} as counts
left join usual
    on counts.source = usual.source
