-- The seats that are known of an account in the days around a change of its yearly sum.
{% set days = var('price_change_days') -%}

select
    changes.account_id,
    changes.changed_at,
    min(used.seats) as fewest,
    max(used.seats) as most,
    min(used.date_day) < changes.changed_on and max(used.date_day) >= changes.changed_on as has_both_sides,
    max(used.known_at) as known_at

from {{ ref('int_sum_changes') }} as changes
inner join {{ ref('int_usage_days__deduplicated') }} as used
    on
        changes.account_id = used.account_id
        and used.seats is not null
        and used.date_day >= {{ dbt.dateadd('day', -days, 'changes.changed_on') }}
        and used.date_day < {{ dbt.dateadd('day', days, 'changes.changed_on') }}
group by changes.account_id, changes.changed_at, changes.changed_on
