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
inner join (
    select earlier.account_key, min(coalesce(earlier.ended_on, earlier.canceled_on)) as first_ended_on
    from {{ connector.relation }} as earlier
    where earlier.is_current
    group by earlier.account_key
) as ends
    on
        begun.account_key = ends.account_key
        and begun.started_on >= ends.first_ended_on
where begun.is_current

union all

{% endfor -%}
select
    'accounts' as source,
    'account' as object,
    accounts.account_id as record_id,
    accounts.account_id as account_key,
    cast(null as {{ dbt.type_string() }}) as record_type,
    accounts.outcome as status,
    cast(null as boolean) as is_won,
    accounts.outcome_on as decided_on,
    min(accounts.loaded_at) as loaded_at

from {{ ref('int_accounts__known') }} as accounts
where accounts.outcome is not null and accounts.outcome_on is not null
group by accounts.account_id, accounts.outcome, accounts.outcome_on

union all

select
    'accounts' as source,
    'account_end' as object,
    accounts.account_id as record_id,
    accounts.account_id as account_key,
    cast(null as {{ dbt.type_string() }}) as record_type,
    cast(null as {{ dbt.type_string() }}) as status,
    cast(null as boolean) as is_won,
    accounts.churned_on as decided_on,
    min(accounts.loaded_at) as loaded_at

from {{ ref('int_accounts__known') }} as accounts
where accounts.churned_on is not null
group by accounts.account_id, accounts.churned_on
