-- Every row of sources of accounts known by the as-of day, under the id of its account and with the time from which it holds.
{% set attributes = (account_attributes() + account_lists()) | reject('in', ['arr', 'parent_id']) | list -%}

with

delivered as (

    select
        accounts.source,
        coalesce(aliases.account_id, accounts.account_id) as account_id,
        {% for attribute in attributes -%}
        accounts.{{ attribute }},
        {% endfor -%}
        coalesce(parents.account_id, accounts.parent_id) as parent_id,
        accounts.reporting_arr as arr,
        accounts.arr as arr_told,
        accounts.arr_currency,
        accounts.valid_from,
        accounts.loaded_at,
        min(accounts.loaded_at) over (partition by accounts.source, accounts.account_id) as first_loaded_at,
        accounts.known_on,
        cast('1990-01-01' as {{ dbt.type_timestamp() }}) as contract_start

    from {{ ref('int_accounts__converted') }} as accounts
    left join {{ ref('int_account_aliases') }} as aliases
        on lower(accounts.source || ':' || accounts.account_id) = aliases.alias
    left join {{ ref('int_account_aliases') }} as parents
        on lower(accounts.source || ':' || accounts.parent_id) = parents.alias

),

-- A row without valid_from tells what holds when it is loaded. Only the first one reaches back to the account's start:
-- a later one must not rewrite the time before it.
dated as (

    select
        *,
        case
            when valid_from is not null then valid_from
            when loaded_at > first_loaded_at then loaded_at
            else coalesce(cast(started_on as {{ dbt.type_timestamp() }}), loaded_at, contract_start)
        end as stated_from

    from delivered

)

select
    dated.source,
    dated.account_id,
    {% for attribute in attributes -%}
    dated.{{ attribute }},
    {% endfor -%}
    dated.parent_id,
    dated.arr,
    dated.arr_told,
    dated.arr_currency,
    dated.valid_from,
    dated.stated_from,
    dated.loaded_at

from dated
cross join {{ ref('int_as_of') }} as as_of
where dated.known_on <= as_of.as_of
