-- How each account stands after its last outcome: gone, if that was a churn; a renewal after a churn brings it back.
with

newest as (

    select
        account_id,
        outcome,
        outcome_on

    from {{ ref('int_account_outcomes') }}
    where is_decisive
    qualify row_number() over (
        partition by account_id
        order by outcome_on desc nulls last, case outcome when 'churned' then 1 when 'expanded' then 2 else 3 end
    ) = 1

)

select
    account_id,
    outcome,
    outcome_on,
    case when outcome = 'churned' then outcome_on end as churned_on

from newest
