-- One history an account out of all sources' histories: at every time at which any of them changes, each attribute is that
-- of the strongest source that has one then (seed `account_sources`), and the lists are all sources' lists together.
with

bounds as (

    select distinct
        account_id,
        stated_from

    from {{ ref('int_accounts__by_source') }}

),

in_force as (

    select
        sources.*,
        bounds.stated_from as bound_at,
        {% for attribute in account_attributes() -%}
        min(case when sources.{{ attribute }} is not null then sources.precedence end)
            over (partition by bounds.account_id, bounds.stated_from) as {{ attribute }}_precedence,
        {% endfor -%}
        bounds.account_id as bound_account_id

    from bounds
    inner join {{ ref('int_accounts__by_source') }} as sources
        on
            bounds.account_id = sources.account_id
            and bounds.stated_from >= sources.stated_from
            and (bounds.stated_from < sources.valid_to or sources.valid_to is null)

)

select
    in_force.account_id,
    in_force.bound_at as stated_from,
    {% for attribute in account_attributes() -%}
    max(
        case when in_force.precedence = in_force.{{ attribute }}_precedence then in_force.{{ attribute }} end
    ) as {{ attribute }},
    {% endfor -%}
    {% for column in account_lists() -%}
    nullif({{ dbt.listagg('in_force.' ~ column, "'|'", 'order by in_force.precedence, in_force.source') }}, '') as {{ column }},
    {% endfor -%}
    max(case when in_force.is_owner_disputed then 1 else 0 end) = 1 as is_owner_disputed

from in_force
group by in_force.account_id, in_force.bound_at
