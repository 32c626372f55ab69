{# The rows of *relation* once for every entity that they count for (see `entity_columns`) and once for the portfolio, which
   is all accounts: a union of selects with entity_type, entity_id and *columns*. *entity_types*: only these, and the
   portfolio. *relation*: a CTE that has the columns that name the entities. *group_by*: a column by which each select
   groups, beside the entity; grouping their union instead would hold the groups of all types in memory at once. #}
{% macro entity_rows(relation, columns, entity_types=none, group_by=none) -%}
    {%- for kind in ['of_accounts', 'of_messages'] -%}
    {%- for entity_type, column in entity_columns(kind).items() if entity_types is none or entity_type in entity_types %}
    select
        '{{ entity_type }}' as entity_type,
        {{ column }} as entity_id,
        {{ columns | join(', ') }}
    from {{ relation }}
    where {{ column }} is not null{{ ' and account_id is not null' if kind == 'of_accounts' }}
    {{ 'group by ' ~ column ~ ', ' ~ group_by if group_by }}
    union all
    {%- endfor -%}
    {%- endfor %}
    select
        'portfolio' as entity_type,
        'all' as entity_id,
        {{ columns | join(', ') }}
    from {{ relation }}
    where account_id is not null
    {{ 'group by ' ~ group_by if group_by }}
{%- endmacro %}
