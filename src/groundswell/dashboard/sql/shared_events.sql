-- Events that concern more than one account, in the window of the trend.
select
    event_id,
    event_type,
    scope,
    scope_id,
    title,
    started_on
from fct_events
where
    scope <> 'account'
    and started_on > $as_of - 7 * $weeks
    and started_on <= $as_of
order by started_on, event_id
