-- 1.5 is no number of people: it is read as NULL, and its row is quarantined by name. 2.0 is 2, as exports write it.
with

written as (

    select
        '1.5' as written_number,
        cast(null as {{ dbt.type_int() }}) as understood
    union all
    select
        '2.0' as written_number,
        2 as understood
    union all
    select
        '-3' as written_number,
        -3 as understood

)

select written_number
from written
where
    coalesce({{ try_cast_text('written_number', 'integer') }}, -999) <> coalesce(understood, -999)
