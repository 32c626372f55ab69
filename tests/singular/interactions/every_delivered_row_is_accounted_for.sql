-- Conservation: delivered = quarantined + known later + redelivered + kept, and no part is negative.
select *
from {{ ref('int_source_counts') }}
where
    delivered <> quarantined + after_as_of + redelivered + kept
    or redelivered < 0
