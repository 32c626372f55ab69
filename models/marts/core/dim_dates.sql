select
    date_day,
    cast({{ dbt.date_trunc('week', 'date_day') }} as date) as week_start_on,
    cast({{ dbt.date_trunc('month', 'date_day') }} as date) as month_start_on,
    cast({{ dbt.date_trunc('quarter', 'date_day') }} as date) as quarter_start_on,
    cast(extract(year from date_day) as integer) as year_number,
    cast({{ iso_weekday('date_day') }} as integer) as iso_weekday,
    {{ iso_weekday('date_day') }} >= 6 as is_weekend

from {{ ref('int_calendar') }}
