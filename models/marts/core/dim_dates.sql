select
    days.date_day,
    cast({{ dbt.date_trunc('week', 'days.date_day') }} as date) as week_start_on,
    cast({{ dbt.date_trunc('month', 'days.date_day') }} as date) as month_start_on,
    cast({{ dbt.date_trunc('quarter', 'days.date_day') }} as date) as quarter_start_on,
    cast(extract(year from days.date_day) as integer) as year_number,
    cast({{ iso_weekday('days.date_day') }} as integer) as iso_weekday,
    {{ iso_weekday('days.date_day') }} >= 6 as is_weekend,
    holidays.holiday_name

from {{ ref('int_calendar') }} as days
left join {{ ref('holidays') }} as holidays
    on days.date_day = holidays.date_day and holidays.country = '{{ var("holiday_country") }}'
