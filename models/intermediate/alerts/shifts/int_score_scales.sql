-- What scores of accounts are divided by, so that one threshold keeps about the same rate of false alarms in portfolios
-- whose moods wander little and much. How often chance alone goes far is read from the other side: scores that are high
-- without an alarm, counted over the year before. Where fewer accounts rise so far than expected, less counts as a fall.
-- A portfolio with few account-years stays near 1.
with

-- the lane that says most counts, as in an improvement
scores as (

    select
        scores.entity_id,
        scores.week_start_on,
        case
            when
                scores.lowest_z_fast is null
                or scores.lowest_z_slow - coalesce(centres.centre_slow, 0)
                < scores.lowest_z_fast - coalesce(centres.centre_fast, 0)
                then coalesce(centres.centre_slow, 0) - scores.lowest_z_slow
            else coalesce(centres.centre_fast, 0) - scores.lowest_z_fast
        end as rise

    from {{ ref('int_weekly_scores') }} as scores
    left join {{ ref('int_score_centres') }} as centres
        on scores.week_start_on = centres.week_start_on

),

with_previous as (

    select
        *,
        max(case when rise >= {{ detection_constant('rise_score') }} then week_start_on end) over (
            partition by entity_id order by week_start_on rows between unbounded preceding and 1 preceding
        ) as previous_high_on

    from scores

),

-- weeks of one rise are counted once
sightings as (

    select
        week_start_on,
        case
            when
                rise >= {{ detection_constant('rise_score') }}
                and coalesce(
                    {{ dbt.datediff('previous_high_on', 'week_start_on', 'day') }} > {{ detection_constant('rise_gap_days') }},
                    true
                )
                then 1
            else 0
        end as n_rises

    from with_previous

),

rates as (

    select
        months.month_start_on,
        sum(sightings.n_rises) as n_rises,
        count(*) * 7 / nullif({{ detection_constant('days_a_year') }}, 0) as account_years

    from sightings
    inner join {{ ref('int_months') }} as months
        on
            -- weeks that are over
            sightings.week_start_on <= {{ dbt.dateadd('day', -7, 'months.month_start_on') }}
            and sightings.week_start_on >= {{ dbt.dateadd('month', -var('score_scale_months'), 'months.month_start_on') }}
    group by months.month_start_on

),

-- (rises + prior) ÷ (years + prior) beside the rate that is usual
compared as (

    select
        month_start_on,
        cast(n_rises as bigint) as n_rises,
        account_years,
        (n_rises / nullif({{ detection_constant('rises_a_year') }}, 0) + {{ detection_constant('rise_prior_years') }})
        / nullif(account_years + {{ detection_constant('rise_prior_years') }}, 0) as times_usual

    from rates

)

-- Rice's formula: scores that vary by the scale s pass a height h in proportion to exp(−h² ÷ 2 s²)
select
    month_start_on,
    n_rises,
    account_years,
    round(1 / nullif(sqrt(least(
        power({{ detection_constant('score_scale_lowest') }}, -2),
        greatest(
            power({{ detection_constant('score_scale_highest') }}, -2),
            1 - 2 * ln(times_usual) / nullif(power({{ detection_constant('rise_score') }}, 2), 0)
        )
    )), 0), 4) as scale

from compared
