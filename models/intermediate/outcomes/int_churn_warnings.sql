-- What could have warned of a churn, each with the day on which it would have spoken: every alert policy on accounts, and two
-- rules that need no text, read off the same weekly grid: a fall of use, and a detractor's answer.
with

conditions as (

    select
        account_id,
        snapshot_on,
        use_change <= ln({{ outcome_constant('usage_fall') }}) as is_usage_fall,
        last_nps <= {{ outcome_constant('nps_detractor_to') }} as is_detractor

    from {{ ref('int_outcome_features') }}
    where is_whole_week

),

with_before as (

    select
        *,
        lag(is_usage_fall) over (partition by account_id order by snapshot_on) as was_usage_fall,
        lag(is_detractor) over (partition by account_id order by snapshot_on) as was_detractor

    from conditions

),

spoken as (

    select
        entity_id as account_id,
        policy,
        direction,
        opened_on as warned_on

    from {{ ref('int_alerts') }}
    where entity_type = 'account' and direction in ('decline', 'silence')

    union all

    select
        entity_id as account_id,
        policy,
        'decline or silence' as direction,
        opened_on as warned_on

    from {{ ref('int_alerts') }}
    where entity_type = 'account' and direction in ('decline', 'silence') and is_default

    union all

    select
        account_id,
        'usage only' as policy,
        'fall of use' as direction,
        snapshot_on as warned_on

    from with_before
    where is_usage_fall and not coalesce(was_usage_fall, false)

    union all

    select
        account_id,
        'last NPS' as policy,
        'detractor' as direction,
        snapshot_on as warned_on

    from with_before
    where is_detractor and not coalesce(was_detractor, false)

),

with_gap as (

    select
        *,
        lag(warned_on) over (partition by account_id, policy, direction order by warned_on) as warned_before_on

    from spoken

)

-- one that comes back soon is the same warning
select
    account_id,
    policy,
    direction,
    warned_on

from with_gap
where
    warned_before_on is null
    or {{ dbt.datediff('warned_before_on', 'warned_on', 'day') }} >= {{ outcome_constant('warning_merge_days') }}
