-- Incremental, because it remembers what the stored trends were built from. The first day that is made of other parts now is
-- computed anew, and all days after it; no day before it can have changed, because nothing looks ahead.
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='date_day') }}

with

calendar as (

    select
        min(date_day) as first_day,
        max(date_day) as last_day
    from {{ ref('int_calendar') }}

),

-- a part from before the first day (a month's offset, a setting) counts on it, one from after the last day on none
parts as (

    select
        greatest(parts.date_day, calendar.first_day) as date_day,
        parts.date_day as part_day,
        parts.part,
        parts.fingerprint

    from {{ ref('int_trend_days__parts') }} as parts
    inner join calendar
        on parts.date_day <= calendar.last_day

),

present as (

    select
        days.date_day,
        cast({{ rows_fingerprint(['parts.part_day', 'parts.part', 'parts.fingerprint']) }} as {{ dbt.type_string() }})
            as fingerprint

    from {{ ref('int_calendar') }} as days
    left join parts
        on days.date_day = parts.date_day
    group by days.date_day

),

compared as (

    {% if is_incremental() -%}
    select
        coalesce(present.date_day, stored.date_day) as date_day,
        present.fingerprint,
        coalesce(stored.is_built, false)
        and coalesce(present.fingerprint, 'none') = coalesce(stored.fingerprint, 'none') as is_unchanged

    from present
    full outer join {{ this }} as stored
        on present.date_day = stored.date_day
    {%- else -%}
    select
        date_day,
        fingerprint,
        false as is_unchanged
    from present
    {%- endif %}

)

select
    date_day,
    fingerprint,
    -- do the stored trends of the day stand?
    coalesce(
        date_day < min(case when not is_unchanged then date_day end) over (), true
    ) as is_built

from compared
