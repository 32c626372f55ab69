-- Each feature and component that a seed weighs is read by the models, and the other way round.
with

listed as (

    {% for name in outcome_features() -%}
    select 'feature' as kind, '{{ name }}' as name
    union all
    {% endfor -%}
    {% for name in health_components() -%}
    select 'component' as kind, '{{ name }}' as name
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

seeded as (

    select 'feature' as kind, feature as name
    from {{ ref('outcome_features') }}
    union all
    select 'component' as kind, component as name
    from {{ ref('health_components') }}

)

select
    coalesce(listed.kind, seeded.kind) as kind,
    coalesce(listed.name, seeded.name) as name

from listed
full outer join seeded
    on listed.kind = seeded.kind and listed.name = seeded.name
where listed.name is null or seeded.name is null
