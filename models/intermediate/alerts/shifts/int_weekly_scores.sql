-- What every judged account scored on Mondays: enough to see how the scores of a portfolio lie, at a seventh of the rows.
select
    cast({{ dbt.date_trunc('month', 'date_day') }} as date) as month_start_on,
    entity_id,
    date_day,
    z_fast,
    z_slow

from {{ ref('int_detection_days__scored') }}
where
    entity_type = 'account'
    and history_days >= {{ var('baseline_minimum_days') }}
    and n_judged_recently >= {{ detection_constant('evidence_messages') }}
    and {{ iso_weekday('date_day') }} = 1
