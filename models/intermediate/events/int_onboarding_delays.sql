-- Starts that took longer than they should: an onboarding that ended late, or a new account that had not used the product
-- after so many days, where the use of others was known.
with

usage_span as (

    select
        min(date_day) as first_day,
        max(date_day) as last_day

    from {{ ref('int_usage_days__deduplicated') }}

),

first_uses as (

    select account_id, min(date_day) as first_used_on
    from {{ ref('int_usage_days__deduplicated') }}
    where active_users > 0 or logins > 0 or feature_events > 0
    group by account_id

)

select
    onboardings.scope_id as account_id,
    'onboarding_long' as rule,
    cast({{ dbt.dateadd('day', var('onboarding_days'), 'onboardings.started_at') }} as {{ dbt.type_timestamp() }})
        as delayed_at,
    {{ dbt.datediff('onboardings.started_at', 'onboardings.ended_at', 'day') }} as n_days,
    greatest(onboardings.known_at, onboardings.ended_at) as known_at

from {{ ref('int_events__deduplicated') }} as onboardings
where
    onboardings.event_type = 'onboarding'
    and onboardings.scope = 'account'
    and onboardings.ended_at > {{ dbt.dateadd('day', var('onboarding_days'), 'onboardings.started_at') }}

union all

select
    accounts.account_id,
    'onboarding_unused' as rule,
    cast({{ dbt.dateadd('day', var('onboarding_unused_days'), 'accounts.started_on') }} as {{ dbt.type_timestamp() }})
        as delayed_at,
    {{ var('onboarding_unused_days') }} as n_days,
    cast({{ dbt.dateadd('day', var('onboarding_unused_days'), 'accounts.started_on') }} as {{ dbt.type_timestamp() }})
        as known_at

from {{ ref('int_accounts__versions') }} as accounts
cross join usage_span
left join first_uses
    on accounts.account_id = first_uses.account_id
where
    accounts.is_current
    and accounts.started_on >= usage_span.first_day
    and {{ dbt.dateadd('day', var('onboarding_unused_days'), 'accounts.started_on') }} <= usage_span.last_day
    and (
        first_uses.first_used_on is null
        or first_uses.first_used_on > {{ dbt.dateadd('day', var('onboarding_unused_days'), 'accounts.started_on') }}
    )
