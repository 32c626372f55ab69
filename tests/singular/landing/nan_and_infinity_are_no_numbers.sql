-- What is written as NaN or infinity is no number and no time in any column: it is read as NULL, and its row is
-- quarantined by name.
with

written as (

    {% for text in ['NaN', 'nan', '-nan', 'inf', '-inf', '+inf', 'Infinity', '-Infinity'] -%}
    select '{{ text }}' as written_number{{ ' union all' if not loop.last }}
    {% endfor %}

)

select written_number
from written
where
    {{ try_cast_text('written_number', 'decimal(9, 6)') }} is not null
    or {{ try_cast_text('written_number', 'double') }} is not null
    or {{ try_cast_text('written_number', 'integer') }} is not null
    or {{ try_cast_text('written_number', 'date') }} is not null
    or {{ try_cast_text('written_number', 'timestamp') }} is not null
