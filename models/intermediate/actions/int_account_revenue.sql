-- What each customer of a year ago paid then and pays now: nothing, if it left. Who was merged into another is left out, and so is
-- who had no ARR then.
with

days as (

    select
        as_of,
        cast({{ dbt.dateadd('day', -var('revenue_days'), 'as_of') }} as date) as then_on

    from {{ ref('int_as_of') }}

),

past as (

    select
        versions.account_id,
        versions.arr as arr_then,
        days.as_of,
        days.then_on

    from {{ ref('int_accounts__versions') }} as versions
    cross join days
    where
        -- what is backdated to a time before it was stated is not known of that time
        cast(versions.stated_from as date) <= days.then_on
        and (versions.valid_to is null or cast(versions.valid_to as date) > days.then_on)
        and (versions.churned_on is null or versions.churned_on > days.then_on)
        and versions.arr > 0

)

select
    past.account_id,
    past.arr_then,
    case
        when accounts.churned_on <= past.as_of then cast(0 as decimal(18, 2))
        else coalesce(accounts.arr, past.arr_then)
    end as arr_now

from past
inner join {{ ref('int_accounts__versions') }} as accounts
    on past.account_id = accounts.account_id and accounts.is_current
where
    accounts.merged_on is null
    -- that it had left may have been told later
    and (accounts.churned_on is null or accounts.churned_on > past.then_on)
