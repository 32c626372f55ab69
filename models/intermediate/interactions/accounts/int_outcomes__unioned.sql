-- Records of other systems that may be an outcome, in one shape: whose, what, how it stands, on which day it was decided.
{% set opportunities = connector_models('opportunities') -%}
{% set subscriptions = connector_models('subscriptions') -%}

{% for connector in opportunities -%}
select
    '{{ connector.connector }}' as source,
    'opportunity' as object,
    cast(opportunity_id as {{ dbt.type_string() }}) as record_id,
    account_id as account_key,
    lower(opportunity_type) as record_type,
    lower(stage_name) as status,
    is_won,
    closed_on as decided_on,
    loaded_at

from {{ connector.relation }}
where is_closed and not coalesce(is_deleted, false) and closed_on is not null

union all

{% endfor -%}
{% for connector in subscriptions -%}
-- An account ends when its last subscription does.
select
    '{{ connector.connector }}' as source,
    'subscription' as object,
    ended.subscription_id as record_id,
    ended.account_key,
    cast(null as {{ dbt.type_string() }}) as record_type,
    lower(ended.status) as status,
    cast(null as boolean) as is_won,
    coalesce(ended.ended_on, ended.canceled_on) as decided_on,
    ended.loaded_at

from {{ connector.relation }} as ended
left join {{ connector.relation }} as running
    on
        ended.account_key = running.account_key
        and ended.subscription_id <> running.subscription_id
        and running.is_current
        and running.started_on <= coalesce(ended.ended_on, ended.canceled_on)
        and (
            coalesce(running.ended_on, running.canceled_on) is null
            or coalesce(running.ended_on, running.canceled_on) > coalesce(ended.ended_on, ended.canceled_on)
        )
where
    ended.is_current
    and coalesce(ended.ended_on, ended.canceled_on) is not null
    and running.subscription_id is null

union all

-- It comes back when another begins after that.
select
    '{{ connector.connector }}' as source,
    'subscription_return' as object,
    begun.subscription_id as record_id,
    begun.account_key,
    cast(null as {{ dbt.type_string() }}) as record_type,
    lower(begun.status) as status,
    cast(null as boolean) as is_won,
    begun.started_on as decided_on,
    begun.loaded_at

from {{ connector.relation }} as begun
where
    begun.is_current
    and exists (
        select 1 as found
        from {{ connector.relation }} as ended
        where
            ended.account_key = begun.account_key
            and ended.is_current
            and coalesce(ended.ended_on, ended.canceled_on) <= begun.started_on
    )

union all

{% endfor -%}
select
    'accounts' as source,
    'account' as object,
    account_id as record_id,
    account_id as account_key,
    cast(null as {{ dbt.type_string() }}) as record_type,
    outcome as status,
    cast(null as boolean) as is_won,
    outcome_on as decided_on,
    min(loaded_at) as loaded_at

from {{ ref('int_accounts__known') }}
where outcome is not null and outcome_on is not null
group by account_id, outcome, outcome_on

union all

select
    'accounts' as source,
    'account_end' as object,
    account_id as record_id,
    account_id as account_key,
    cast(null as {{ dbt.type_string() }}) as record_type,
    cast(null as {{ dbt.type_string() }}) as status,
    cast(null as boolean) as is_won,
    churned_on as decided_on,
    min(loaded_at) as loaded_at

from {{ ref('int_accounts__known') }}
where churned_on is not null
group by account_id, churned_on
