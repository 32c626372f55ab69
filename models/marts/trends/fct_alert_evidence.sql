select
    alert_id,
    kind,
    item,
    item_rank,
    contribution,
    unit,
    n_interactions,
    cast(null as {{ dbt.type_string() }}) as interaction_key,
    cast(null as {{ dbt.type_string() }}) as channel,
    cast(null as date) as said_on,
    cast(null as decimal(9, 6)) as polarity,
    cast(null as {{ dbt.type_string() }}) as excerpt,
    cast(null as {{ dbt.type_string() }}) as source_url
from {{ ref('int_alert_evidence__items') }}

union all

select
    messages.alert_id,
    'interaction' as kind,
    coalesce(messages.interaction_key, 'all other messages') as item,
    messages.item_rank,
    messages.contribution,
    messages.unit,
    messages.n_interactions,
    messages.interaction_key,
    scored.channel,
    cast(scored.occurred_at as date) as said_on,
    scored.polarity,
    -- an excerpt, redacted; the original is a click away for those who may see it
    {{ excerpt('texts.redacted_text') }} as excerpt,
    scored.source_url
from {{ ref('int_alert_evidence__messages') }} as messages
left join {{ ref('int_interactions__scored') }} as scored
    on messages.interaction_key = scored.interaction_key
left join {{ ref('int_redacted_texts') }} as texts
    on scored.text_key = texts.text_key and scored.model_version = texts.model_version
