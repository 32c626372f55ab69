-- depends_on: {{ ref('gate_raw_in') }}
with

known as (

    select
        usage_days.*,
        coalesce(usage_days.loaded_at, cast(usage_days.date_day as {{ dbt.type_timestamp() }})) as known_at

    from {{ ref('int_usage_days__checked') }} as usage_days
    cross join {{ ref('int_as_of') }} as as_of
    where
        usage_days.quarantine_reason is null
        and cast(coalesce(usage_days.loaded_at, usage_days.date_day) as date) <= as_of.as_of

)

select
    account_id,
    date_day,
    active_users,
    logins,
    feature_events,
    seats,
    known_at

from known
qualify row_number() over (
    partition by account_id, date_day
    order by
        known_at desc nulls last,
        {{ row_hash(['active_users', 'logins', 'feature_events', 'seats']) }} desc nulls last
) = 1
