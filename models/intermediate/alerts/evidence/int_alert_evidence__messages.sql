-- The messages that weigh most in each alert, one a row; all others are added up in one row without a key.
with

ranked as (

    select
        messages.alert_id,
        messages.interaction_key,
        messages.contribution,
        alerts.unit,
        row_number() over (
            partition by messages.alert_id
            order by
                messages.contribution * case when alerts.deviation < 0 then -1 else 1 end desc nulls last,
                messages.interaction_key
        ) as place

    from {{ ref('int_alert_messages') }} as messages
    inner join {{ ref('int_alerts') }} as alerts
        on messages.alert_id = alerts.alert_id

),

folded as (

    select
        alert_id,
        unit,
        least(place, {{ detection_constant('listed_messages') }} + 1) as item_rank,
        case when place <= {{ detection_constant('listed_messages') }} then interaction_key end as interaction_key,
        contribution

    from ranked

)

select
    alert_id,
    unit,
    interaction_key,
    cast(item_rank as integer) as item_rank,
    cast(sum(cast(contribution as decimal(28, 14))) as double) as contribution,
    count(*) as n_interactions

from folded
group by alert_id, unit, interaction_key, item_rank
