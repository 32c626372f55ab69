-- Every UTC day from the first known message to the as-of day.
with

bounds as (

    select
        min(interactions.known_on) as first_day,
        max(as_of.as_of) as last_day

    from {{ ref('int_interactions__deduplicated') }} as interactions
    cross join {{ ref('int_as_of') }} as as_of

),

-- 10^5 days: more than the contract's years (1990 onwards) can need.
numbered as (

    select
        units.digit + 10 * tens.digit + 100 * hundreds.digit + 1000 * thousands.digit + 10000 * ten_thousands.digit
            as day_number

    from ({{ digits() }}) as units
    cross join ({{ digits() }}) as tens
    cross join ({{ digits() }}) as hundreds
    cross join ({{ digits() }}) as thousands
    cross join ({{ digits() }}) as ten_thousands

)

select cast({{ dbt.dateadd('day', 'numbered.day_number', 'bounds.first_day') }} as date) as date_day

from bounds
inner join numbered
    on numbered.day_number <= {{ dbt.datediff('bounds.first_day', 'bounds.last_day', 'day') }}
