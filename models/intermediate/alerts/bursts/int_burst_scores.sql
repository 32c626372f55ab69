-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- How far each window lies from the usual, in standard deviations: the median distance from the median times 1.4826,
-- but never less than the half that counts vary by chance. And whether more of the people were unhappy than usual.
{{ config(materialized='incremental') }}

with

spreads as (

    select
        medians.entity_type,
        medians.entity_id,
        medians.date_day,
        medians.window_days,
        percentile_cont(0.5) within group (order by abs(usual.root_people - medians.median_root_people)) as mad_people,
        percentile_cont(0.5) within group (order by abs(usual.root_unhappy - medians.median_root_unhappy))
            as mad_unhappy

    from {{ ref('int_burst_medians') }} as medians
    inner join {{ ref('int_burst_windows') }} as usual
        on
            medians.entity_type = usual.entity_type
            and medians.entity_id = usual.entity_id
            and medians.window_days = usual.window_days
            and usual.date_day
            <= {{ dbt.dateadd('day', -var('burst_gap_days'), 'medians.date_day') }}
            and usual.date_day
            > {{ dbt.dateadd('day', -(var('burst_gap_days') + var('burst_usual_days')), 'medians.date_day') }}
    where {{ only_new_days('medians.date_day') }}
    group by medians.entity_type, medians.entity_id, medians.date_day, medians.window_days

),

scored as (

    select
        medians.entity_type,
        medians.entity_id,
        medians.date_day,
        medians.window_days,
        medians.n_people,
        medians.n_unhappy,
        medians.root_people,
        medians.root_unhappy,
        medians.median_root_people,
        medians.median_root_unhappy,
        (medians.root_people - medians.median_root_people)
        / nullif(greatest({{ detection_constant('root_count_sd') }}, 1.4826 * spreads.mad_people), 0) as score_people,
        (medians.root_unhappy - medians.median_root_unhappy)
        / nullif(greatest({{ detection_constant('root_count_sd') }}, 1.4826 * spreads.mad_unhappy), 0) as score_unhappy,
        (cast(medians.n_unhappy as double) / nullif(medians.n_people, 0) - medians.usual_unhappy_share)
        / nullif(sqrt(medians.usual_unhappy_share * (1 - medians.usual_unhappy_share) / nullif(medians.n_people, 0)), 0)
            as share_score

    from {{ ref('int_burst_medians') }} as medians
    inner join spreads
        on
            medians.entity_type = spreads.entity_type
            and medians.entity_id = spreads.entity_id
            and medians.date_day = spreads.date_day
            and medians.window_days = spreads.window_days

)

select
    *,
    -- two signs of one storm, more unhappy people than usual and a larger share of all: how far both lie off together
    sqrt(
        case when score_unhappy > 0 then score_unhappy * score_unhappy else 0 end
        + case when share_score > 0 then share_score * share_score else 0 end
    ) as storm_score

from scored
