-- What each rule's warnings cost: how many there were while one could wait to see, how many no churn followed, and in how
-- many account-years.
with

exposure as (

    select
        max(as_of.as_of) as as_of,
        7 * cast(sum(case
            when {{ dbt.datediff('weeks.snapshot_on', 'as_of.as_of', 'day') }} >= {{ var('outcome_horizon_days') }} then 1
            else 0
        end) as double) / nullif({{ detection_constant('days_a_year') }}, 0) as account_years

    from {{ ref('int_account_weeks') }} as weeks
    cross join {{ ref('int_as_of') }} as as_of
    where weeks.is_whole_week

),

followed as (

    select
        warnings.account_id,
        warnings.policy,
        warnings.direction,
        warnings.warned_on,
        exposure.account_years,
        max(case when outcomes.account_id is not null then 1 else 0 end) as n_churns

    from {{ ref('int_churn_warnings') }} as warnings
    inner join exposure
        on
            {{ dbt.datediff('warnings.warned_on', 'exposure.as_of', 'day') }} >= {{ var('outcome_horizon_days') }}
    left join {{ ref('int_account_outcomes') }} as outcomes
        on
            outcomes.is_decisive
            and outcomes.outcome = 'churned'
            and warnings.account_id = outcomes.account_id
            and warnings.warned_on < outcomes.outcome_on
            and {{ dbt.datediff('warnings.warned_on', 'outcomes.outcome_on', 'day') }} <= {{ var('outcome_horizon_days') }}
    group by warnings.account_id, warnings.policy, warnings.direction, warnings.warned_on, exposure.account_years

)

select
    followed.policy,
    followed.direction,
    count(*) as n_warnings,
    sum(1 - followed.n_churns) as n_false,
    max(followed.account_years) as account_years

from followed
group by followed.policy, followed.direction
