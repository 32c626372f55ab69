-- What an alert consists of, the heaviest first within each kind.
select
    kind,
    item,
    item_rank,
    contribution,
    unit,
    n_interactions,
    interaction_key,
    channel,
    said_on,
    polarity,
    excerpt,
    source_url
from fct_alert_evidence
where alert_id = $alert_id
order by kind, item_rank
