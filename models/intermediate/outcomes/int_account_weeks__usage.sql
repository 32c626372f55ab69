-- How much of the product was used, up to each day of the grid: only rows known by then. Windows end on the newest day of
-- use that was known of anybody: the last night's load is not here yet, and nobody's use has fallen for that.
{% set recent = var('outcome_usage_recent_days') -%}
{% set before = var('outcome_usage_recent_days') + var('outcome_usage_before_days') -%}

with

rows_known as (

    select
        account_id,
        date_day,
        active_users,
        seats,
        active_users > 0 or logins > 0 or feature_events > 0 as is_used,
        cast(known_at as date) as known_on

    from {{ ref('int_usage_days__deduplicated') }}

),

arrivals as (

    select known_on, max(date_day) as newest_day
    from rows_known
    group by known_on

),

ends as (

    select
        weeks.snapshot_on,
        max(arrivals.newest_day) as last_day

    from (select distinct snapshot_on from {{ ref('int_account_weeks') }}) as weeks
    inner join arrivals
        on weeks.snapshot_on >= arrivals.known_on
    group by weeks.snapshot_on

),

summed as (

    select
        weeks.account_id,
        weeks.snapshot_on,
        ends.last_day,
        min(used.date_day) as first_day,
        max(case when used.is_used then used.date_day end) as last_used_on,
        count(used.active_users) as n_days_counted,
        {% for name, from_days, to_days in [
            ('recent', recent, 0), ('before', before, recent), ('month', var('outcome_recent_days'), 0),
        ] -%}
        {% set inside -%}
        used.date_day > {{ dbt.dateadd('day', -from_days, 'ends.last_day') }}
        and used.date_day <= {{ dbt.dateadd('day', -to_days, 'ends.last_day') }}
        {%- endset -%}
        cast(sum(case when {{ inside }} then used.active_users else 0 end) as double) as active_{{ name }},
        {% endfor -%}
        max(case when used.date_day > {{ dbt.dateadd('day', -before, 'ends.last_day') }} then used.seats end) as seats

    from {{ ref('int_account_weeks') }} as weeks
    inner join ends
        on weeks.snapshot_on = ends.snapshot_on
    inner join rows_known as used
        on
            weeks.account_id = used.account_id
            and weeks.snapshot_on >= used.known_on
            and ends.last_day >= used.date_day
    group by weeks.account_id, weeks.snapshot_on, ends.last_day

),

with_lengths as (

    select
        *,
        {{ dbt.datediff('first_day', 'last_day', 'day') }} + 1 as known_days,
        n_days_counted > 0 as has_users
    from summed

)

select
    account_id,
    snapshot_on,
    coalesce({{ dbt.datediff('last_used_on', 'last_day', 'day') }}, known_days) as days_unused,
    case when has_users then active_month / nullif(least(known_days, {{ var('outcome_recent_days') }}) * seats, 0) end
        as active_share,
    -- as a logarithm: half as much and twice as much are equally far; a little is added, so that nothing is a number too
    case
        when has_users and known_days >= {{ before }} and active_before > 0
            then ln(
                (active_recent / nullif({{ recent }}, 0) + {{ outcome_constant('usage_floor') }})
                / nullif(active_before / nullif({{ before - recent }}, 0) + {{ outcome_constant('usage_floor') }}, 0)
            )
    end as use_change

from with_lengths
