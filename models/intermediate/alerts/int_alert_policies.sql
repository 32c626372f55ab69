-- The row of seed `alert_policy` that counts for a type of entity and a segment: one for both before one for the segment,
-- that before one for the type, and one for everybody last. A row counts whole, not its threshold alone. Segments that no
-- row names have the key ''.
with

segments as (

    select distinct policies.segment from {{ ref('alert_policy') }} as policies
    where policies.segment is not null
    union all
    select cast(null as {{ dbt.type_string() }}) as segment

),

scopes as (

    {% for entity_type in ['account', 'segment', 'portfolio', 'product', 'brand', 'source'] -%}
    select
        '{{ entity_type }}' as entity_type,
        segment
    from segments
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    policies.policy,
    policies.direction,
    policies.signal,
    scopes.entity_type,
    coalesce(scopes.segment, '') as segment_key,
    policies.threshold,
    policies.rearm_share,
    policies.merge_days,
    policies.minimum_baseline_days,
    policies.maximum_share,
    policies.tier,
    policies.is_default

from scopes
inner join {{ ref('alert_policy') }} as policies
    on
        coalesce(policies.entity_type, scopes.entity_type) = scopes.entity_type
        and coalesce(policies.segment, scopes.segment, '') = coalesce(scopes.segment, '')
qualify row_number() over (
    partition by policies.policy, policies.direction, policies.signal, scopes.entity_type, scopes.segment
    order by
        case when policies.segment is null then 1 else 0 end,
        case when policies.entity_type is null then 1 else 0 end
) = 1
