select
    entity_type,
    entity_id,
    changed_on,
    window_days,
    w_before,
    w_after,
    mean_before as sentiment_before,
    mean_after as sentiment_after,
    mean_after - mean_before as change,
    change_z

from {{ ref('int_entity_changes') }}
