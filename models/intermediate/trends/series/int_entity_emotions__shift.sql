-- How far the mix of emotions has moved: the part of it that would have to change its emotion to turn the one mix into the
-- other (total variation, 0 to 1), and the emotion that moved most surely.
with

totals as (

    select
        emotions.entity_type,
        emotions.entity_id,
        cast(sum(cast(emotions.level_now as decimal(9, 6))) as double) as total_now,
        cast(sum(cast(emotions.level_before as decimal(9, 6))) as double) as total_before

    from {{ ref('int_entity_emotions') }} as emotions
    group by emotions.entity_type, emotions.entity_id

),

shares as (

    select
        emotions.*,
        emotions.level_now / nullif(totals.total_now, 0) as share_now,
        emotions.level_before / nullif(totals.total_before, 0) as share_before,
        row_number() over (
            partition by emotions.entity_type, emotions.entity_id
            order by abs(coalesce(emotions.change_z, 0)) desc nulls last, emotions.emotion
        ) as surest

    from {{ ref('int_entity_emotions') }} as emotions
    inner join totals
        on emotions.entity_type = totals.entity_type and emotions.entity_id = totals.entity_id

)

select
    shares.entity_type,
    shares.entity_id,
    cast(sum(cast(abs(shares.share_now - shares.share_before) / 2 as decimal(9, 6))) as double) as emotion_shift,
    max(case when shares.surest = 1 then shares.emotion end) as emotion_most_changed,
    max(case when shares.surest = 1 then shares.change end) as emotion_change,
    max(case when shares.surest = 1 then shares.change_z end) as emotion_change_z

from shares
group by shares.entity_type, shares.entity_id
