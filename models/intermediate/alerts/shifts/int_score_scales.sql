-- How widely scores spread in this portfolio: in months when few have changed they should spread by 1. Where accounts
-- wander more than the constants say, they spread by more, and the same threshold would cry wolf. Measured on the
-- Mondays of the three months before, between the 16th and 84th percentile, which real falls hardly move; never less
-- than 1.
with

months as (

    select distinct cast({{ dbt.date_trunc('month', 'date_day') }} as date) as month_start_on
    from {{ ref('int_calendar') }}

),

scores as (

    select
        entity_type,
        date_day,
        z_fast,
        z_slow

    from {{ ref('int_detection_days__scored') }}
    where
        history_days >= {{ var('baseline_minimum_days') }}
        and n_judged_recently >= {{ detection_constant('evidence_messages') }}
        and {{ iso_weekday('date_day') }} = 1

),

spreads as (

    select
        months.month_start_on,
        scores.entity_type,
        count(scores.z_fast) as n_scores,
        percentile_cont(0.84) within group (order by scores.z_fast)
        - percentile_cont(0.16) within group (order by scores.z_fast) as spread_fast,
        percentile_cont(0.84) within group (order by scores.z_slow)
        - percentile_cont(0.16) within group (order by scores.z_slow) as spread_slow

    from scores
    inner join months
        on
            scores.date_day < months.month_start_on
            and scores.date_day >= {{ dbt.dateadd('month', -var('score_scale_months'), 'months.month_start_on') }}
    group by months.month_start_on, scores.entity_type

)

select
    month_start_on,
    entity_type,
    n_scores,
    greatest(1.0, coalesce(spread_fast / 2.0, 1.0)) as scale_fast,
    greatest(1.0, coalesce(spread_slow / 2.0, 1.0)) as scale_slow

from spreads
where n_scores >= {{ detection_constant('score_scale_minimum') }}
