-- One history an account out of all sources' histories: at every time at which any of them changes, each attribute is that
-- of the strongest source that has one then (seed `account_sources`), and the lists are all sources' lists together.
{% set columns = account_attributes() + account_lists() -%}

with

sources as (

    select source, strength, account_id, {{ columns | join(', ') }}, stated_from, valid_to, is_owner_disputed
    from {{ ref('int_accounts__by_source') }}

    union all

    select
        source,
        strength,
        account_id,
        {% for column in columns -%}
        {% if column == 'arr' -%}
        arr,
        {% else -%}
        cast(null as {{ 'date' if column.endswith('_on') else dbt.type_string() }}) as {{ column }},
        {% endif -%}
        {% endfor -%}
        stated_from,
        valid_to,
        false as is_owner_disputed

    from {{ ref('int_accounts__billed') }}

),

bounds as (

    select distinct
        account_id,
        stated_from

    from sources

),

in_force as (

    select
        sources.*,
        {% for attribute in account_attributes() -%}
        min(case when sources.{{ attribute }} is not null then sources.strength end)
            over (partition by bounds.account_id, bounds.stated_from) as {{ attribute }}_strength,
        {% endfor -%}
        bounds.stated_from as bound_at

    from bounds
    inner join sources
        on
            bounds.account_id = sources.account_id
            and bounds.stated_from >= sources.stated_from
            and (bounds.stated_from < sources.valid_to or sources.valid_to is null)

)

select
    account_id,
    bound_at as stated_from,
    {% for attribute in account_attributes() -%}
    max(case when strength = {{ attribute }}_strength then {{ attribute }} end) as {{ attribute }},
    {% endfor -%}
    {% for column in account_lists() -%}
    {{ joined_texts(column, "'|'", 'strength, source') }} as {{ column }},
    {% endfor -%}
    max(case when is_owner_disputed then 1 else 0 end) = 1 as is_owner_disputed

from in_force
group by account_id, bound_at
