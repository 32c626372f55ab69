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

    select
        accepted.*,
        {{ row_hash(['active_users', 'logins', 'feature_events', 'seats']) }} as told_hash
    from accepted
    cross join {{ ref('int_as_of') }} as as_of
    where cast(accepted.known_at as date) <= as_of.as_of

)

select
    known.user_account_id as account_id,
    known.date_day,
    known.active_users,
    known.logins,
    known.feature_events,
    known.seats,
    -- loaded again as it was, a day is known from when it was first told so
    min(known.known_at) over (partition by known.user_account_id, known.date_day, known.told_hash) as known_at

from known
qualify row_number() over (
    partition by known.user_account_id, known.date_day
    order by
        known.loaded_at desc nulls last,
        known.known_at desc nulls last,
        known.told_hash desc nulls last
) = 1
