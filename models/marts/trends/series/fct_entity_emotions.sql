select
    entity_type,
    entity_id,
    emotion,
    cast(n_now as bigint) as n_now,
    cast(n_before as bigint) as n_before,
    level_now,
    level_before,
    change,
    change_z

from {{ ref('int_entity_emotions') }}
