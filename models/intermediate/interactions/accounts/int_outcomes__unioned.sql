-- Records of other systems that may be an outcome, in one shape: whose, what, how it stands, on which day it was decided.
{% for connector in connector_models('opportunities') -%}
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
select
    source,
    object,
    record_id,
    account_key,
    cast(null as {{ dbt.type_string() }}) as record_type,
    status,
    cast(null as boolean) as is_won,
    decided_on,
    loaded_at

from {{ ref('int_subscriptions__outcomes') }}

union all

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
