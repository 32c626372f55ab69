-- Which changes of a yearly sum are changes of price: no expansion is recorded near, seats are not known to have changed, and
-- there was a renewal, or seats are known to have stayed, or many accounts changed by the same share on one day.
{% set days = var('price_change_days') -%}

with

noted as (

    select
        changes.account_id,
        changes.changed_at,
        changes.changed_on,
        changes.change_share,
        changes.known_at,
        count(*) over (partition by changes.changed_on, changes.change_share) as n_alike,
        max(case
            when
                outcomes.outcome = 'renewed'
                and abs({{ dbt.datediff('changes.changed_on', 'outcomes.outcome_on', 'day') }})
                <= {{ var('same_event_days') }}
                then 1
            else 0
        end) as renewed,
        max(case when outcomes.outcome = 'expanded' then 1 else 0 end) as expanded

    from {{ ref('int_sum_changes') }} as changes
    left join {{ ref('int_account_outcomes') }} as outcomes
        on
            changes.account_id = outcomes.account_id
            and outcomes.is_decisive
            and abs({{ dbt.datediff('changes.changed_on', 'outcomes.outcome_on', 'day') }})
            <= {{ var('outcome_window_days') }}
    group by changes.account_id, changes.changed_at, changes.changed_on, changes.change_share, changes.known_at

),

ruled as (

    select
        noted.*,
        case
            when noted.renewed = 1 then 'repriced_at_renewal'
            when
                seats.has_both_sides
                and as_of.as_of >= {{ dbt.dateadd('day', days, 'noted.changed_on') }}
                then 'repriced_per_seat'
            when noted.n_alike >= {{ var('price_change_accounts') }} then 'repriced_together'
        end as rule,
        seats.known_at as seats_known_at

    from noted
    cross join {{ ref('int_as_of') }} as as_of
    left join {{ ref('int_sum_changes__seats') }} as seats
        on noted.account_id = seats.account_id and noted.changed_at = seats.changed_at
    where noted.expanded = 0 and (seats.fewest is null or seats.fewest = seats.most)

)

select
    account_id,
    rule,
    changed_at,
    cast(change_share as double) as change_share,
    case
        when rule = 'repriced_per_seat'
            then greatest(
                known_at, seats_known_at,
                cast({{ dbt.dateadd('day', days, 'changed_on') }} as {{ dbt.type_timestamp() }})
            )
        else known_at
    end as known_at

from ruled
where rule is not null
