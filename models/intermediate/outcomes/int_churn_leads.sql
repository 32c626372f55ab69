-- How long before a churn each rule spoke. The median's interval is by order statistics: no shape of the distribution is
-- assumed, and where too few churns were warned of there is none.
with

leads as (

    select
        policy,
        direction,
        account_id,
        {{ dbt.datediff('first_warned_on', 'churned_on', 'day') }} as days_before

    from {{ ref('int_churns_warned') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by policy, direction
            order by case when days_before is null then 1 else 0 end, days_before, account_id
        ) as lead_rank,
        count(days_before) over (partition by policy, direction) as n_leads

    from leads

),

placed as (

    select
        *,
        floor((n_leads + 1) / 2.0 - {{ detection_constant('interval_z') }} * sqrt(n_leads) / 2.0) as low_rank,
        ceil((n_leads + 1) / 2.0 + {{ detection_constant('interval_z') }} * sqrt(n_leads) / 2.0) as high_rank

    from ranked

)

select
    policy,
    direction,
    count(account_id) as n_churns,
    count(days_before) as n_warned,
    avg(case
        when lead_rank in (floor((n_leads + 1) / 2.0), ceil((n_leads + 1) / 2.0)) then cast(days_before as double)
    end) as median_days,
    max(case when lead_rank = low_rank then days_before end) as median_days_low,
    max(case when lead_rank = high_rank then days_before end) as median_days_high

from placed
group by policy, direction
