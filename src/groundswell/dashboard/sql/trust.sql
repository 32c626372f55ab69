-- The trust mart as it is: one figure a row, by source where a source can be at fault.
select
    metric,
    scope,
    value,
    unit,
    description
from mart_trust
order by metric, scope
