-- What weekdays and holidays do: a day's mean against that of the other days of its own week, over the last year. Comparing
-- within weeks leaves out what the weeks did; a contrast of n₁ with n₂ messages weighs n₁n₂ / (n₁ + n₂).
with

days as (

    select
        days.entity_type,
        days.entity_id,
        {{ iso_weekday('days.date_day') }} as weekday,
        case when holidays.holiday_name is not null then 1 else 0 end as on_holiday,
        cast(days.sum_w as double) as w,
        cast(days.sum_wx as double) as wx,
        cast(weeks.sum_w - days.sum_w as double) as w_rest,
        cast(weeks.sum_wx - days.sum_wx as double) as wx_rest,
        days.n_interactions

    from {{ ref('int_entity_days__dense') }} as days
    inner join {{ ref('int_entity_spans') }} as spans
        on days.entity_type = spans.entity_type and days.entity_id = spans.entity_id
    inner join {{ ref('int_entity_weeks') }} as weeks
        on
            days.entity_type = weeks.entity_type
            and days.entity_id = weeks.entity_id
            and weeks.weeks_ago = floor({{ dbt.datediff('days.date_day', 'spans.last_day', 'day') }} / 7)
    left join {{ ref('holidays') }} as holidays
        on days.date_day = holidays.date_day and holidays.country = '{{ var("holiday_country") }}'
    where weeks.weeks_ago < {{ var('seasonality_weeks') }}

),

contrasts as (

    select
        *,
        w * w_rest / nullif(w + w_rest, 0) as contrast_w,
        wx / nullif(w, 0) - wx_rest / nullif(w_rest, 0) as contrast

    from days

),

summed as (

    select
        contrasts.entity_type,
        contrasts.entity_id,
        contrasts.weekday,
        contrasts.on_holiday,
        count(*) as n_days,
        sum(contrasts.n_interactions) as n_interactions,
        sum(cast(contrasts.contrast_w as decimal(24, 12))) as contrast_w,
        sum(cast(contrasts.contrast_w * contrasts.contrast as decimal(24, 12))) as contrast_wx

    from contrasts
    group by contrasts.entity_type, contrasts.entity_id, contrasts.weekday, contrasts.on_holiday

),

seasons as (

    select summed.*, 'weekday' as season_type, summed.weekday as season
    from summed

    union all

    select summed.*, 'holiday' as season_type, summed.on_holiday as season
    from summed
    where summed.on_holiday = 1

)

select
    seasons.entity_type,
    seasons.entity_id,
    seasons.season_type,
    seasons.season,
    sum(seasons.n_days) as n_days,
    sum(seasons.n_interactions) as n_interactions,
    cast(sum(seasons.contrast_w) as double) as contrast_w,
    cast(sum(seasons.contrast_wx) as double) / nullif(cast(sum(seasons.contrast_w) as double), 0) as contrast

from seasons
group by seasons.entity_type, seasons.entity_id, seasons.season_type, seasons.season
