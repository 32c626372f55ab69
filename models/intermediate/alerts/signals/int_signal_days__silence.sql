-- An account that stops talking, beside what it used to say and how much the others say now: in August all are quiet. The
-- others of its segment, if they are enough, or of the portfolio. Who merely talks less is not silent. While the source that
-- it mostly writes through is stalled, nobody is. Days on which silence has become usual score 0: an alert lasts through them.
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
        count(*) as n_accounts,
        cast(sum(n_recent_new) as bigint) as n_recent_new,
        cast(sum(n_usual) as bigint) as n_usual
    from days
    group by cohort_type, cohort_id, date_day

),

portfolios as (

    select
        date_day,
        cast(sum(n_accounts) as bigint) as n_accounts,
        cast(sum(n_recent_new) as bigint) as n_recent_new,
        cast(sum(n_usual) as bigint) as n_usual
    from cohorts
    group by date_day

),

compared as (

    select
        days.*,
        case
            when cohorts.n_accounts > {{ detection_constant('cohort_minimum_accounts') }}
                then cast(cohorts.n_recent_new - days.n_recent_new as double) / nullif(cohorts.n_usual - days.n_usual, 0)
        end as recent_share_of_cohorts,
        case
            when portfolios.n_accounts > {{ detection_constant('cohort_minimum_accounts') }}
                then cast(portfolios.n_recent_new - days.n_recent_new as double) / nullif(portfolios.n_usual - days.n_usual, 0)
        end as recent_share_of_portfolios

    from days
    inner join cohorts
        on
            days.cohort_type = cohorts.cohort_type
            and days.cohort_id = cohorts.cohort_id
            and days.date_day = cohorts.date_day
    inner join portfolios
        on days.date_day = portfolios.date_day
    left join {{ ref('int_stalled_accounts') }} as stalled
        on days.entity_id = stalled.account_id and days.date_day = stalled.date_day
    where stalled.account_id is null

),

expected as (

    select
        *,
        n_usual * coalesce(
            recent_share_of_cohorts,
            recent_share_of_portfolios,
            cast({{ var('silence_days') }} as double) / nullif({{ var('silence_usual_days') }}, 0)
        ) as n_expected
    from compared

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
