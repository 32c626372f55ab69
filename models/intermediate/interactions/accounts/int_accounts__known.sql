-- Every account row known by the as-of day, under one id an account. What only companies or keys are known by has no time of
-- its own: it holds from the first thing said of the account, so that it keeps nothing from being backdated.
{% set attributes = (account_attributes() + account_lists()) | reject('in', ['arr', 'parent_id']) | list -%}

with

first_stated as (

    select dated.account_id, min(dated.stated_from) as stated_from
    from {{ ref('int_accounts__dated') }} as dated
    group by dated.account_id

)

select
    source,
    account_id,
    {% for attribute in attributes -%}
    {{ attribute }},
    {% endfor -%}
    parent_id,
    arr,
    valid_from,
    stated_from,
    loaded_at

from {{ ref('int_accounts__dated') }}

union all

select
    accounts.source,
    accounts.account_id,
    {% for attribute in attributes -%}
    {% if attribute in ['account_name', 'domains', 'external_ids'] -%}
    accounts.{{ attribute }},
    {% else -%}
    cast(null as {{ 'date' if attribute.endswith('_on') else dbt.type_string() }}) as {{ attribute }},
    {% endif -%}
    {% endfor -%}
    cast(null as {{ dbt.type_string() }}) as parent_id,
    cast(null as decimal(18, 2)) as arr,
    cast(null as {{ dbt.type_timestamp() }}) as valid_from,
    coalesce(first_stated.stated_from, cast('1990-01-01' as {{ dbt.type_timestamp() }})) as stated_from,
    cast(null as {{ dbt.type_timestamp() }}) as loaded_at

from {{ ref('int_accounts__unlisted') }} as accounts
left join first_stated
    on accounts.account_id = first_stated.account_id
