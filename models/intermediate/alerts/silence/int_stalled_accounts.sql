-- Accounts whose main source has been stalled within the window of a silence: their silence says nothing.
with

shares as (

    select
        calendar.date_day as month_start_on,
        months.account_id,
        months.source,
        cast(sum(months.n_messages) as double) / nullif(
            sum(cast(sum(months.n_messages) as double)) over (partition by calendar.date_day, months.account_id), 0
        ) as source_share

    from {{ ref('int_account_source_months') }} as months
    inner join {{ ref('int_calendar') }} as calendar
        on
            months.month_start_on < calendar.date_day
            and months.month_start_on >= {{ dbt.dateadd('month', -var('channel_offset_months'), 'calendar.date_day') }}
    where extract(day from calendar.date_day) = 1
    group by calendar.date_day, months.account_id, months.source

),

stalled_days as (

    select distinct
        calendar.date_day,
        cast({{ dbt.date_trunc('month', 'calendar.date_day') }} as date) as month_start_on,
        stalled.entity_id as source

    from {{ ref('int_signal_days__stalled') }} as stalled
    inner join {{ ref('int_calendar') }} as calendar
        on
            stalled.date_day <= calendar.date_day
            and stalled.date_day > {{ dbt.dateadd('day', -var('silence_days'), 'calendar.date_day') }}
    where stalled.score >= 1

)

select distinct
    shares.account_id,
    stalled_days.date_day

from stalled_days
inner join shares
    on stalled_days.month_start_on = shares.month_start_on and stalled_days.source = shares.source
where shares.source_share >= {{ detection_constant('main_source_share') }}
