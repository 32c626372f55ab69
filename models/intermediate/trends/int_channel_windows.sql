-- For the first day of each month: what each account had said through each channel in the months before. Nothing of the
-- month itself, so that an offset is known on the day it is first used.
select
    months.month_start_on,
    channel_months.unit_id,
    channel_months.source,
    channel_months.channel,
    cast(sum(channel_months.sum_w) as double) as n,
    cast(sum(channel_months.sum_wx) as double) / nullif(cast(sum(channel_months.sum_w) as double), 0) as mean_polarity

from {{ ref('int_channel_months') }} as channel_months
inner join {{ ref('int_months') }} as months
    on
        channel_months.month_start_on < months.month_start_on
        and channel_months.month_start_on
        >= {{ dbt.dateadd('month', -var('channel_offset_months'), 'months.month_start_on') }}
group by months.month_start_on, channel_months.unit_id, channel_months.source, channel_months.channel
