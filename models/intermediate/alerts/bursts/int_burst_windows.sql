-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- The same over several lengths, because a storm lasts a day or a week. Square roots: the spread of a root of a count
-- does not grow with the count.
{{ config(materialized='incremental') }}

with

days as (

    select
        dense.entity_type,
        dense.entity_id,
        dense.date_day,
        dense.history_days,
        coalesce(counts.n_people, 0) as n_people,
        coalesce(counts.n_unhappy, 0) as n_unhappy

    from {{ ref('int_entity_days__dense') }} as dense
    left join {{ ref('int_burst_counts') }} as counts
        on
            dense.entity_type = counts.entity_type
            and dense.entity_id = counts.entity_id
            and dense.date_day = counts.date_day
    where
        dense.entity_type in ('segment', 'product', 'brand')
        and {{ only_new_days('dense.date_day', look_back=var('burst_windows') | max) }}

),

windows as (

    {% for window_days in var('burst_windows') -%}
    select
        entity_type,
        entity_id,
        date_day,
        history_days,
        {{ window_days }} as window_days,
        sum(n_people) over {{ entity_window(window_days - 1) }} as n_people,
        sum(n_unhappy) over {{ entity_window(window_days - 1) }} as n_unhappy
    from days
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    entity_type,
    entity_id,
    date_day,
    history_days,
    window_days,
    cast(n_people as bigint) as n_people,
    cast(n_unhappy as bigint) as n_unhappy,
    sqrt(cast(n_people as double)) as root_people,
    sqrt(cast(n_unhappy as double)) as root_unhappy

from windows
where {{ only_new_days() }}
