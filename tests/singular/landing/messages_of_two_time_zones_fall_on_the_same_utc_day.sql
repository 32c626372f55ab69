-- Sources write times with the offset of their own zone or without any: all become UTC, which decides on the day.
{% set moments = {
    '2025-03-29T19:30:00-04:00': '2025-03-29 23:30:00',
    '2025-03-30T00:30:00+01:00': '2025-03-29 23:30:00',
    '2025-03-30T03:30:00+02:00': '2025-03-30 01:30:00',
    '2025-03-29T23:30:00Z': '2025-03-29 23:30:00',
    '2025-03-29 23:30:00': '2025-03-29 23:30:00',
} -%}

with

written as (

    {% for text, moment in moments.items() -%}
    select
        '{{ text }}' as written_time,
        cast('{{ moment }}' as {{ dbt.type_timestamp() }}) as moment
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

understood as (

    select
        *,
        {{ try_cast_text('written_time', 'timestamp') }} as understood_time
    from written

)

select *
from understood
where understood_time is null or understood_time <> moment
