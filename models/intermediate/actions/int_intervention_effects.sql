-- The effect of a kind of intervention: the mean of what those who got it did beyond comparable accounts that got none.
select
    measure,
    intervention,
    pattern,
    count(*) as n_treated,
    count(distinct account_id) as n_treated_accounts,
    sum(arr) as treated_arr,
    cast(sum(cast(beyond_controls as decimal(18, 9))) as double) / nullif(count(*), 0) as effect,
    cast(sum(cast(change_after as decimal(18, 9))) as double) / nullif(count(change_after), 0) as change_after

from {{ ref('int_intervention_scopes') }}
group by measure, intervention, pattern
