-- depends_on: {{ ref('gate_raw_in') }}
-- An account's use by day. Under each of its ids the newest delivery of a day counts; what is used under several ids of one
-- account is added up. Use after a merge is that of the account that lives on.
with

accepted as (

    select
        usage_days.*,
        -- Other systems know an account by other names.
        coalesce(aliases.account_id, usage_days.account_id) as user_account_id,
        cast(usage_days.date_day as {{ dbt.type_timestamp() }}) as used_at,
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

),

newest as (

    select
        known.*,
        -- loaded again as it was, a day is known from when it was first told so
        min(known.known_at) over (
            partition by known.user_account_id, known.account_id, known.date_day, known.told_hash
        ) as first_known_at

    from known
    qualify row_number() over (
        partition by known.user_account_id, known.account_id, known.date_day
        order by
            known.loaded_at desc nulls last,
            known.known_at desc nulls last,
            known.told_hash desc nulls last
    ) = 1

)

select
    coalesce(successors.successor_id, newest.user_account_id) as account_id,
    newest.date_day,
    {%- for counted in ['active_users', 'logins', 'feature_events', 'seats'] %}
    cast(sum(newest.{{ counted }}) as {{ dbt.type_bigint() }}) as {{ counted }},
    {%- endfor %}
    max(newest.first_known_at) as known_at

from newest
left join {{ ref('int_account_successors') }} as successors
    on
        newest.user_account_id = successors.account_id
        and {{ is_valid_at('newest.used_at', 'successors') }}
group by coalesce(successors.successor_id, newest.user_account_id), newest.date_day
