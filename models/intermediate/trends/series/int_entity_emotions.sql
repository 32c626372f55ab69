-- The mix of emotions of the last month beside that of the months before. An emotion's z takes the variance that a yes or no
-- of the same mean would have: the most that a number between 0 and 1 can have, so it is never too sure.
with

periods as (

    select
        spans.entity_type,
        spans.entity_id,
        case when spans.within_days <= {{ var('composite_days') }} then 'now' else 'before' end as period,
        {% for emotion in emotions() -%}
        sum(spans.sum_{{ emotion }}) as sum_{{ emotion }},
        {% endfor -%}
        sum(spans.n_emotions) as n_emotions

    from {{ ref('int_entity_channel_spans') }} as spans
    group by spans.entity_type, spans.entity_id, period

),

by_emotion as (

    {% for emotion in emotions() -%}
    select
        entity_type,
        entity_id,
        '{{ emotion }}' as emotion,
        max(case when period = 'now' then n_emotions else 0 end) as n_now,
        max(case when period = 'before' then n_emotions else 0 end) as n_before,
        cast(sum(case when period = 'now' then sum_{{ emotion }} end) as double) as sum_now,
        cast(sum(case when period = 'before' then sum_{{ emotion }} end) as double) as sum_before
    from periods
    group by entity_type, entity_id
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

levels as (

    select
        *,
        sum_now / nullif(n_now, 0) as level_now,
        sum_before / nullif(n_before, 0) as level_before,
        (sum_now + sum_before) / nullif(n_now + n_before, 0) as level

    from by_emotion
    where
        n_now >= {{ detection_constant('emotion_minimum_messages') }}
        and n_before >= {{ detection_constant('emotion_baseline_messages') }}

),

with_error as (

    select
        *,
        sqrt(
            {{ detection_constant('thread_inflation') }}
            * greatest(0, level * (1 - level))
            * (cast(1 as double) / nullif(n_now, 0) + cast(1 as double) / nullif(n_before, 0))
        ) as change_se

    from levels

)

select
    entity_type,
    entity_id,
    emotion,
    n_now,
    n_before,
    {{ rounded('level_now') }} as level_now,
    {{ rounded('level_before') }} as level_before,
    {{ rounded('level_now - level_before') }} as change,
    {{ rounded('(level_now - level_before) / nullif(change_se, 0)') }} as change_z

from with_error
