-- A window of rows is a window of days only if no day is missing.
select
    entity_type,
    entity_id

from {{ ref('fct_entity_days') }}
group by entity_type, entity_id
having count(*) <> {{ dbt.datediff('min(date_day)', 'max(date_day)', 'day') }} + 1
