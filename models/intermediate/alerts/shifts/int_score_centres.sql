-- Where the scores of a portfolio lie. An account that falls pulls down the movement of its cohort, which is taken off
-- everybody: all others seem to rise a little, and its own fall seems smaller. The median of the months before, which a few
-- falls hardly move, says by how much.
with

medians as (

    select
        months.month_start_on,
        count(*) as n_scores,
        percentile_cont(0.5) within group (order by scores.z_fast) as centre_fast,
        percentile_cont(0.5) within group (order by scores.z_slow) as centre_slow

    from {{ ref('int_weekly_scores') }} as scores
    inner join {{ ref('int_months') }} as months
        on
            scores.date_day < months.month_start_on
            and scores.date_day >= {{ dbt.dateadd('month', -var('score_centre_months'), 'months.month_start_on') }}
    group by months.month_start_on

)

select
    month_start_on,
    n_scores,
    coalesce(centre_fast, 0) as centre_fast,
    coalesce(centre_slow, 0) as centre_slow

from medians
where n_scores >= {{ detection_constant('score_centre_minimum') }}
