-- Every message behind every alert, with its part of the alert's deviation.
select
    alert_id,
    entity_type,
    interaction_key,
    date_day,
    contribution
from {{ ref('int_alert_messages__classic') }}
