-- What an alert consists of by day, channel, account, topic and emotion.
with

summed as (

    select
        alert_id,
        kind,
        item,
        -- DECIMALs, so that the order of the rows changes nothing; twelve digits keep the parts' sum within 1e-9
        cast(sum(cast(contribution as decimal(28, 14))) as double) as contribution,
        count(*) as n_interactions

    from {{ ref('int_alert_message_items') }}
    group by alert_id, kind, item

)

select
    summed.alert_id,
    alerts.unit,
    summed.kind,
    summed.item,
    cast(row_number() over (
        partition by summed.alert_id, summed.kind
        order by
            summed.contribution * case when alerts.deviation < 0 then -1 else 1 end desc nulls last,
            summed.item
    ) as integer) as item_rank,
    summed.contribution,
    summed.n_interactions

from summed
inner join {{ ref('int_alerts') }} as alerts
    on summed.alert_id = alerts.alert_id
