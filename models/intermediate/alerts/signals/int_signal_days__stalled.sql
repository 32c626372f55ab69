-- A source that has been silent for several times its longest usual silence: a broken sync, not content customers. One
-- alert for the source.
{{ config(materialized='view') }}

select
    entity_type,
    entity_id,
    date_day,
    cast(null as {{ dbt.type_string() }}) as segment,
    'stalled' as signal,
    'data' as direction,
    cast(null as {{ dbt.type_string() }}) as lane,
    cast(silent_days as double)
    / nullif({{ var('stalled_sync_factor') }} * cast(greatest(coalesce(longest_usual_silence, 0) + 1, 1) as double), 0)
        as score,
    cast(coalesce(longest_usual_silence, 0) as double) as baseline,
    cast(null as double) as baseline_sd,
    cast(silent_days - coalesce(longest_usual_silence, 0) as double) as deviation,
    cast(silent_days as double) as current_value,
    cast(0 as bigint) as n_interactions

from {{ ref('int_source_days') }}
where {{ dbt.datediff('first_day', 'date_day', 'day') }} + 1 >= {{ var('source_settling_days') }}
