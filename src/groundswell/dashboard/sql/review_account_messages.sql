-- The messages behind the newest alert of some accounts, an open one before any other, the heaviest first.
with

newest as (

    select
        alert_id,
        entity_id,
        direction,
        opened_on,
        state = 'open' as is_open
    from fct_alerts
    where
        is_default_policy
        and entity_type = 'account'
        and entity_id in (select unnest($account_ids))
        and alert_id in (select evidence.alert_id from fct_alert_evidence as evidence where evidence.kind = 'interaction')
    qualify row_number() over (partition by entity_id order by state <> 'open', opened_on desc, alert_id) = 1

)

select
    newest.entity_id as account_id,
    newest.alert_id,
    newest.direction,
    newest.opened_on,
    newest.is_open,
    evidence.channel,
    evidence.said_on,
    evidence.contribution,
    evidence.unit,
    evidence.excerpt,
    evidence.source_url
from newest
inner join fct_alert_evidence as evidence
    on newest.alert_id = evidence.alert_id
where evidence.kind = 'interaction' and evidence.interaction_key is not null
qualify row_number() over (partition by newest.alert_id order by evidence.item_rank) <= $most
order by newest.entity_id, evidence.item_rank
