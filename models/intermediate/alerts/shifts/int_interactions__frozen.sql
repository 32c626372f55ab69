-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- How far each message lies from the baseline of its own day, in both lanes. It stays what it was that day, and one
-- message cannot count for more than `clip_sd` standard deviations. Messages of one conversation repeat each other: those
-- of one day weigh together what the mean of so many that agree by `thread_correlation` knows.
{{ config(materialized='incremental') }}
{% set lanes = var('baseline_lanes') -%}

with

messages as (

    select * from {{ ref('int_interactions__residual') }}
    where residual is not null and {{ only_new_days() }}

),

judged as (

    select
        'account' as entity_type,
        account_id as entity_id,
        *
    from messages
    where account_id is not null

    {% for entity_type in ['product', 'brand'] -%}
    union all

    select
        '{{ entity_type }}' as entity_type,
        {{ entity_type }} as entity_id,
        *
    from messages
    where {{ entity_type }} is not null and account_id is null

    {% endfor %}
),

-- most messages are the only one of their conversation that day: joining the others is cheaper than a window over all
repeated as (

    select
        entity_type,
        entity_id,
        date_day,
        source,
        thread_id,
        count(*) as n_messages

    from judged
    where thread_id is not null
    group by entity_type, entity_id, date_day, source, thread_id
    having count(*) > 1

),

baselines as (

    select
        {% for lane in lanes -%}
        mu_{{ lane }},
        {{ detection_constant('clip_sd') }}
        * sqrt(s2_{{ lane }} / nullif({{ detection_constant('clip_inflation') }}, 0)) as clip_{{ lane }},
        {% endfor -%}
        entity_type,
        entity_id,
        date_day

    from {{ ref('int_entity_days__baselined') }}
    where {{ only_new_days() }}

)

select
    judged.entity_type,
    judged.entity_id,
    judged.interaction_key,
    judged.date_day,
    {% for lane in lanes -%}
    cast(
        case
            when baselines.mu_{{ lane }} is not null
                then greatest(
                    -baselines.clip_{{ lane }}, least(baselines.clip_{{ lane }}, judged.residual - baselines.mu_{{ lane }})
                )
        end as decimal(9, 6)
    ) as e_{{ lane }},
    {% endfor -%}
    cast(
        judged.weight
        / nullif(1 + {{ detection_constant('thread_correlation') }} * (coalesce(repeated.n_messages, 1) - 1), 0)
        as decimal(9, 6)
    ) as weight

from judged
inner join baselines
    on
        judged.entity_type = baselines.entity_type
        and judged.entity_id = baselines.entity_id
        and judged.date_day = baselines.date_day
left join repeated
    on
        judged.entity_type = repeated.entity_type
        and judged.entity_id = repeated.entity_id
        and judged.date_day = repeated.date_day
        and judged.source = repeated.source
        and judged.thread_id = repeated.thread_id
