-- An account that stops talking, beside what it used to say and how much everybody says now: in August all are quiet. Who
-- merely talks less is not silent. While the source that it mostly writes through is stalled, nobody is.
{{ config(materialized='view') }}

with

days as (

    select * from {{ ref('int_thread_days__windowed') }}
    where history_days >= {{ var('silence_days') + var('silence_usual_days') }}

),

cohorts as (

    select
        cohort_type,
        cohort_id,
        date_day,
        cast(sum(n_recent) as double) / nullif(cast(sum(n_usual) as double), 0) as recent_share
    from days
    group by cohort_type, cohort_id, date_day

),

expected as (

    select
        days.*,
        days.n_usual * cohorts.recent_share as n_expected

    from days
    inner join cohorts
        on
            days.cohort_type = cohorts.cohort_type
            and days.cohort_id = cohorts.cohort_id
            and days.date_day = cohorts.date_day
    left join {{ ref('int_stalled_accounts') }} as stalled
        on days.entity_id = stalled.account_id and days.date_day = stalled.date_day
    where days.n_usual > 0 and stalled.account_id is null

)

select
    entity_type,
    entity_id,
    date_day,
    cohort_id as segment,
    'silence' as signal,
    'silence' as direction,
    cast(null as {{ dbt.type_string() }}) as lane,
    case
        when n_recent <= {{ detection_constant('silence_maximum_share') }} * n_expected
            then
                (sqrt(n_expected) - sqrt(n_recent))
                -- chance by which conversations come, in bursts, and the wandering of every account's own pace
                / nullif({{ detection_constant('root_count_sd') }} * sqrt(
                    {{ detection_constant('thread_dispersion') }} + {{ detection_constant('pace_variance') }} * n_expected
                ), 0)
        else 0
    end as score,
    sqrt(n_expected) as baseline,
    cast(null as double) as baseline_sd,
    sqrt(n_recent) - sqrt(n_expected) as deviation,
    sqrt(cast(n_recent as double)) as current_value,
    n_recent as n_interactions

from expected
