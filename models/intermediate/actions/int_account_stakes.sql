-- What is at stake with each active account and how near the decision is. What is not known is said, never made up.
{% set floor = var('urgency_floor') -%}
{% set half_life = var('urgency_half_life_days') -%}

with

signed as (

    select versions.account_id
    from {{ ref('int_accounts__versions') }} as versions
    cross join {{ ref('int_as_of') }} as as_of
    inner join {{ ref('int_account_outcomes') }} as outcomes
        on
            versions.account_id = outcomes.account_id
            and {{ is_signed('outcomes', 'versions.renewal_on', 'as_of.as_of') }}
    where versions.is_current
    group by versions.account_id

),

accounts as (

    select
        versions.account_id,
        coalesce(versions.account_name, versions.account_id) as account_name,
        coalesce(versions.csm_owner, 'unassigned') as owner,
        versions.segment,
        versions.arr,
        versions.renewal_on,
        as_of.as_of,
        signed.account_id is not null as is_signed,
        case
            when signed.account_id is null then {{ dbt.datediff('as_of.as_of', 'versions.renewal_on', 'day') }}
        end as days_to_renewal

    from {{ ref('int_accounts__versions') }} as versions
    cross join {{ ref('int_as_of') }} as as_of
    left join signed
        on versions.account_id = signed.account_id
    where
        versions.is_current
        and (versions.churned_on is null or versions.churned_on > as_of.as_of)
        and (versions.merged_on is null or versions.merged_on > as_of.as_of)

),

typical as (

    select percentile_cont(0.5) within group (order by accounts.arr) as median_arr
    from accounts

)

select
    accounts.account_id,
    accounts.account_name,
    accounts.owner,
    accounts.segment,
    accounts.as_of,
    accounts.arr,
    coalesce(cast(accounts.arr as double), cast(typical.median_arr as double), 1) as counted_arr,
    case
        when accounts.arr is not null then 'ARR of the account'
        when typical.median_arr is not null then 'ARR unknown: counts as the median of the accounts that have one'
        else 'no ARR is known: all count the same'
    end as arr_method,
    accounts.renewal_on,
    accounts.days_to_renewal,
    {{ floor }} + (1 - {{ floor }}) * case
        when accounts.days_to_renewal is null then 0
        when accounts.days_to_renewal < 0 then 1
        else power(0.5, cast(accounts.days_to_renewal as double) / nullif({{ half_life }}, 0))
    end as urgency,
    case
        when accounts.renewal_on is null then 'no renewal date: {{ floor }}'
        when accounts.is_signed then 'the renewal is signed: {{ floor }}'
        when accounts.days_to_renewal < 0 then 'the renewal date has passed: 1'
        else '1 at the renewal, halves towards {{ floor }} with every {{ half_life }} days before it'
    end as urgency_method

from accounts
cross join typical
