-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- How far each window lies above the usual, in the standard deviations that the usual lies below its median, but never less
-- than the half that counts vary by chance. And whether more of the people were unhappy than usual.
{{ config(materialized='incremental') }}

with

scored as (

    select
        entity_type,
        entity_id,
        date_day,
        window_days,
        n_people,
        n_unhappy,
        root_people,
        root_unhappy,
        median_root_people,
        median_root_unhappy,
        (root_people - median_root_people)
        / nullif(greatest({{ detection_constant('root_count_sd') }}, median_root_people - low_root_people), 0)
            as score_people,
        (root_unhappy - median_root_unhappy)
        / nullif(greatest({{ detection_constant('root_count_sd') }}, median_root_unhappy - low_root_unhappy), 0)
            as score_unhappy,
        (cast(n_unhappy as double) / nullif(n_people, 0) - usual_unhappy_share)
        / nullif(sqrt(usual_unhappy_share * (1 - usual_unhappy_share) / nullif(n_people, 0)), 0) as share_score

    from {{ ref('int_burst_medians') }}
    where {{ only_new_days() }}

)

select
    *,
    -- two signs of one storm, more unhappy people than usual and a larger share of all: how far both lie off together
    sqrt(
        case when score_unhappy > 0 then score_unhappy * score_unhappy else 0 end
        + case when share_score > 0 then share_score * share_score else 0 end
    ) as storm_score

from scored
