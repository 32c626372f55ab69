-- Titles are people's: addresses and phone numbers in them go no further than the source.
select
    source,
    event_id,
    event_type,
    started_at,
    scope,
    scope_id,
    {{ redacted_title('title') }} as title,
    ended_at,
    loaded_at,
    failed_casts,
    landing_file,
    landing_row,
    {{ contract_breaches('events', [('ended_at < started_at', 'ended_at is before started_at')]) }} as quarantine_reason

from {{ ref('int_events__unioned') }}
