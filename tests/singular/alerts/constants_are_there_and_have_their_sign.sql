-- Every constant that a model asks for is a row of its seed, and a number with its sign: without one, comparisons are NULL
-- and nobody is alerted, and a spread below zero turns alerts upside down.
{% set may_be_negative = ['negative_polarity', 'tier_margin'] -%}
{% set asked = [] -%}
{% if execute -%}
{% for node in graph.nodes.values() if node.resource_type == 'model' -%}
{% for found in modules.re.findall("(detection|cause|outcome)_constant\\(['\"](\\w+)['\"]\\)", node.raw_code) -%}
{% do asked.append(found) -%}
{% endfor -%}
{% endfor -%}
{% endif -%}
with

asked as (

    {% for seed, name in asked | unique | sort -%}
    select
        '{{ seed }}_constants' as seed,
        '{{ name }}' as name
    union all
    {% endfor -%}
    select
        cast(null as {{ dbt.type_string() }}) as seed,
        cast(null as {{ dbt.type_string() }}) as name

),

given as (

    {% for seed in ['detection', 'cause', 'outcome'] -%}
    select
        '{{ seed }}_constants' as seed,
        name,
        value
    from {{ ref(seed ~ '_constants') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    coalesce(asked.seed, given.seed) as seed,
    coalesce(asked.name, given.name) as name,
    given.value

from given
full outer join asked
    on given.seed = asked.seed and given.name = asked.name
where
    coalesce(asked.name, given.name) is not null
    and (
        given.value is null
        -- NaN and infinity, too, are greater than any number
        or abs(given.value) > 1000000
        or (given.value <= 0 and given.name not in ('{{ may_be_negative | join("', '") }}'))
    )
