-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- What is usual: the median of the same windows over the weeks before, and how far one lies below it by chance. Below,
-- because no earlier storm reaches there: of a normal, the 16th percentile lies one standard deviation under the median. Only
-- for days with enough people to speak of a storm, and a week is left out, so that a storm does not make itself usual. A
-- new source makes more people write, or others: what is usual begins anew with it, and is judged once it is old enough.
{{ config(materialized='incremental') }}

with

crowded as (

    select * from {{ ref('int_burst_windows') }}
    where
        n_people >= {{ detection_constant('burst_minimum_people') }}
        and history_days >= {{ var('baseline_minimum_days') }}
        and entity_type in ('{{ var("alert_entity_types") | join("', '") }}')
        and {{ only_new_days() }}

),

candidates as (

    select
        crowded.entity_type,
        crowded.entity_id,
        crowded.date_day,
        crowded.window_days,
        crowded.n_people,
        crowded.n_unhappy,
        crowded.root_people,
        crowded.root_unhappy,
        max(starts.source_started_on) as usual_from

    from crowded
    inner join {{ ref('int_burst_sources') }} as starts
        on
            crowded.entity_type = starts.entity_type
            and crowded.entity_id = starts.entity_id
            and crowded.date_day >= starts.first_on
    group by
        crowded.entity_type, crowded.entity_id, crowded.date_day, crowded.window_days, crowded.n_people,
        crowded.n_unhappy, crowded.root_people, crowded.root_unhappy
    having {{ dbt.datediff('max(starts.source_started_on)', 'crowded.date_day', 'day') }} + 1 >= {{ var('baseline_minimum_days') }}

)

select
    candidates.entity_type,
    candidates.entity_id,
    candidates.date_day,
    candidates.window_days,
    candidates.n_people,
    candidates.n_unhappy,
    candidates.root_people,
    candidates.root_unhappy,
    cast(sum(usual.n_unhappy) as double) / nullif(cast(sum(usual.n_people) as double), 0) as usual_unhappy_share,
    percentile_cont(0.5) within group (order by usual.root_people) as median_root_people,
    percentile_cont(0.5) within group (order by usual.root_unhappy) as median_root_unhappy,
    percentile_cont(0.16) within group (order by usual.root_people) as low_root_people,
    percentile_cont(0.16) within group (order by usual.root_unhappy) as low_root_unhappy

from candidates
inner join {{ ref('int_burst_windows') }} as usual
    on
        candidates.entity_type = usual.entity_type
        and candidates.entity_id = usual.entity_id
        and candidates.window_days = usual.window_days
        and usual.date_day
        <= {{ dbt.dateadd('day', -var('burst_gap_days'), 'candidates.date_day') }}
        and usual.date_day
        > {{ dbt.dateadd('day', -(var('burst_gap_days') + var('burst_usual_days')), 'candidates.date_day') }}
        and candidates.usual_from <= usual.date_day
group by
    candidates.entity_type, candidates.entity_id, candidates.date_day, candidates.window_days, candidates.n_people,
    candidates.n_unhappy, candidates.root_people, candidates.root_unhappy
