-- depends_on: {{ ref('gate_raw_in') }}
with

accepted as (

    select
        usage_days.*,
        -- Other systems know an account by other names.
        coalesce(aliases.account_id, usage_days.account_id) as user_account_id,
        {{ known_at("cast(usage_days.date_day as " ~ dbt.type_timestamp() ~ ")", 'usage_days.loaded_at') }} as known_at

    from {{ ref('int_usage_days__checked') }} as usage_days
    left join {{ ref('int_first_loads') }} as loads
        on
            loads.table_name = 'usage_days'
            and usage_days.source = loads.source
    left join {{ ref('int_account_aliases') }} as aliases
        on lower(usage_days.account_id) = aliases.alias
    where usage_days.quarantine_reason is null

),

known as (

    select accepted.*
    from accepted
    cross join {{ ref('int_as_of') }} as as_of
    where cast(accepted.known_at as date) <= as_of.as_of

)

select
    user_account_id as account_id,
    date_day,
    active_users,
    logins,
    feature_events,
    seats,
    known_at

from known
qualify row_number() over (
    partition by user_account_id, date_day
    order by
        loaded_at desc nulls last,
        known_at desc nulls last,
        {{ row_hash(['active_users', 'logins', 'feature_events', 'seats']) }} desc nulls last
) = 1
