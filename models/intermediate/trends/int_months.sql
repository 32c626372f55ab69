-- Every month that has a day in the calendar.
{{ config(materialized='view') }}

select distinct cast({{ dbt.date_trunc('month', 'date_day') }} as date) as month_start_on
from {{ ref('int_calendar') }}
