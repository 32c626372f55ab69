-- The heaviest topic, channel and emotion of each alert as a part of a sentence, where one carries enough of it.
with

shares as (

    select
        evidence.alert_id,
        evidence.kind,
        evidence.item,
        evidence.item_rank,
        evidence.contribution / nullif(alerts.deviation, 0) as share

    from {{ ref('int_alert_evidence__items') }} as evidence
    inner join {{ ref('int_alerts') }} as alerts
        on evidence.alert_id = alerts.alert_id
    where evidence.item <> 'none named'

),

heaviest as (

    select
        alert_id,
        kind,
        concat(
            item,
            -- what weighs more than the whole, because others made up for it, has no share of it that one could say
            case
                when share <= 1 then concat(' ', cast(cast(round(100 * share) as integer) as {{ dbt.type_string() }}), ' %')
                else ''
            end
        ) as part

    from shares
    where share >= {{ detection_constant('highlight_minimum_share') }}
    qualify row_number() over (partition by alert_id, kind order by item_rank) = 1

),

parts as (

    select
        alert_id,
        max(case when kind = 'topic' then concat('topic ', part) end) as topic,
        max(case when kind = 'channel' then concat('channel ', part) end) as channel,
        max(case when kind = 'emotion' then concat('emotion ', part) end) as emotion

    from heaviest
    group by alert_id

)

select
    alert_id,
    concat(
        'weighing most: ',
        coalesce(topic, ''),
        case when topic is not null and channel is not null then ', ' else '' end,
        coalesce(channel, ''),
        case when coalesce(topic, channel) is not null and emotion is not null then ', ' else '' end,
        coalesce(emotion, '')
    ) as words

from parts
where coalesce(topic, channel, emotion) is not null
