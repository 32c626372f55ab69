-- Accounts whose main source has been stalled within the window of a silence: their silence says nothing.
with

shares as (

    select
        month_start_on,
        unit_id,
        source,
        sum(n) / nullif(sum(sum(n)) over (partition by month_start_on, unit_id), 0) as source_share

    from {{ ref('int_channel_windows') }}
    where unit_id like 'account:%'
    group by month_start_on, unit_id, source

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
    substr(shares.unit_id, 9) as account_id,
    stalled_days.date_day

from stalled_days
inner join shares
    on stalled_days.month_start_on = shares.month_start_on and stalled_days.source = shares.source
where shares.source_share >= {{ detection_constant('main_source_share') }}
