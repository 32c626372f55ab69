-- Versions of subscriptions from every connector that has them.
{% set connectors = connector_models('subscriptions') -%}

{% for connector in connectors -%}
select
    '{{ connector.connector }}' as source,
    subscription_id,
    account_key,
    lower(status) as status,
    currency,
    arr,
    is_current,
    started_on,
    -- One that will not renew is canceled on one day, and runs and is paid until another.
    case when ended_on is not null or lower(status) = 'canceled' then coalesce(ended_on, canceled_on) end as ended_on,
    -- Nobody leaves who was on trial to the end, or whose first payment never came.
    coalesce(lower(status) in ('incomplete', 'incomplete_expired') or ended_on <= trial_ends_on, false) as is_never_paid,
    valid_from,
    loaded_at

from {{ connector.relation }}

union all

{% endfor -%}
select
    cast(null as {{ dbt.type_string() }}) as source,
    cast(null as {{ dbt.type_string() }}) as subscription_id,
    cast(null as {{ dbt.type_string() }}) as account_key,
    cast(null as {{ dbt.type_string() }}) as status,
    cast(null as {{ dbt.type_string() }}) as currency,
    cast(null as decimal(18, 2)) as arr,
    cast(null as boolean) as is_current,
    cast(null as date) as started_on,
    cast(null as date) as ended_on,
    cast(null as boolean) as is_never_paid,
    cast(null as {{ dbt.type_timestamp() }}) as valid_from,
    cast(null as {{ dbt.type_timestamp() }}) as loaded_at

from (select 1 as no_row) as no_connector
where 1 = 0
