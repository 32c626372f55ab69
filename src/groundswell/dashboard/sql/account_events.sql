-- Events that touch the accounts that get a chart: their own, and those of everything, their segment or their product.
select
    accounts.account_id as entity_id,
    events.event_type,
    events.scope,
    events.title,
    events.started_on
from dim_accounts as accounts
inner join fct_events as events
    on
        events.scope = 'global'
        or (events.scope = 'account' and events.scope_id = accounts.account_id)
        or (events.scope = 'segment' and events.scope_id = accounts.segment)
        or (events.scope = 'product' and events.scope_id = accounts.product)
where
    accounts.account_id in (select unnest($account_ids))
    and not events.is_routine
    and events.started_on > $as_of - $days
    and events.started_on <= $as_of
order by accounts.account_id, events.started_on, events.event_id
