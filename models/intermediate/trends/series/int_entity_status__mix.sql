-- An entity's composite, what changed since the periods before, and how its emotions moved, in one row.
with

changes as (

    select
        comparisons.entity_type,
        comparisons.entity_id,
        {% for comparison in var('comparison_days') -%}
        max(case when comparisons.comparison = '{{ comparison }}' then comparisons.change end) as {{ comparison }}_change,
        {% endfor -%}
        max(case when comparisons.comparison = 'month' then comparisons.change_low end) as month_change_low,
        max(case when comparisons.comparison = 'month' then comparisons.change_high end) as month_change_high,
        max(case when comparisons.comparison = 'month' then comparisons.within_channel_change end)
            as month_within_channel_change,
        max(case when comparisons.comparison = 'month' then comparisons.channel_mix_change end) as month_channel_mix_change

    from {{ ref('int_entity_comparisons') }} as comparisons
    group by comparisons.entity_type, comparisons.entity_id

),

composites as (

    select
        composites.entity_type,
        composites.entity_id,
        max(composites.composite) as composite

    from {{ ref('int_entity_composites') }} as composites
    group by composites.entity_type, composites.entity_id

)

select
    spans.entity_type,
    spans.entity_id,
    composites.composite,
    changes.week_change,
    changes.month_change,
    changes.quarter_change,
    changes.month_change_low,
    changes.month_change_high,
    changes.month_within_channel_change,
    changes.month_channel_mix_change,
    emotions.emotion_shift,
    emotions.emotion_most_changed,
    emotions.emotion_change,
    emotions.emotion_change_z

from {{ ref('int_entity_spans') }} as spans
left join changes
    on spans.entity_type = changes.entity_type and spans.entity_id = changes.entity_id
left join composites
    on spans.entity_type = composites.entity_type and spans.entity_id = composites.entity_id
left join {{ ref('int_entity_emotions__shift') }} as emotions
    on spans.entity_type = emotions.entity_type and spans.entity_id = emotions.entity_id
