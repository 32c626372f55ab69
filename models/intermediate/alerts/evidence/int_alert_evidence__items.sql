-- What an alert consists of by day, channel, account, topic and emotion.
with

summed as (

    select
        items.alert_id,
        alerts.unit,
        alerts.deviation,
        items.kind,
        items.item,
        -- DECIMALs, so that the order of the rows changes nothing; twelve digits keep the parts' sum within 1e-9
        cast(sum(cast(items.contribution as decimal(28, 14))) as double) as contribution,
        count(*) as n_interactions

    from {{ ref('int_alert_message_items') }} as items
    inner join {{ ref('int_alerts') }} as alerts
        on items.alert_id = alerts.alert_id
    group by items.alert_id, alerts.unit, alerts.deviation, items.kind, items.item

)

select
    alert_id,
    unit,
    kind,
    item,
    cast(row_number() over (
        partition by alert_id, kind
        order by contribution * case when deviation < 0 then -1 else 1 end desc nulls last, item
    ) as integer) as item_rank,
    contribution,
    n_interactions

from summed
