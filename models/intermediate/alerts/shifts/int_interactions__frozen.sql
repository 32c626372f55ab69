-- Incremental by day, because at scale the rows are many and a day changes few of them.
-- How far each message lies from the baseline of its own day, in both lanes. It stays what it was that day, and one
-- message cannot count for more than `clip_sd` standard deviations. Messages of one conversation repeat each other: those
-- of one day weigh together what the mean of so many that agree by `thread_correlation` knows.
{{ config(materialized='incremental') }}
{% set lanes = var('baseline_lanes') -%}
{% set same_thread -%}
partition by judged.entity_type, judged.entity_id, judged.date_day, judged.source, coalesce(judged.thread_id, judged.interaction_key)
{%- endset %}

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
)

select
    judged.entity_type,
    judged.entity_id,
    judged.interaction_key,
    judged.date_day,
    judged.channel,
    cast(
        judged.weight
        / nullif(1 + {{ detection_constant('thread_correlation') }} * (count(*) over ({{ same_thread }}) - 1), 0)
        as decimal(9, 6)
    ) as weight,
    {% for lane in lanes -%}
    cast(
        case
            when baselines.mu_{{ lane }} is not null
                then greatest(
                    -{{ detection_constant('clip_sd') }}
                    * sqrt(baselines.s2_{{ lane }} / nullif({{ detection_constant('clip_inflation') }}, 0)),
                    least(
                        {{ detection_constant('clip_sd') }}
                        * sqrt(baselines.s2_{{ lane }} / nullif({{ detection_constant('clip_inflation') }}, 0)),
                        judged.residual - baselines.mu_{{ lane }}
                    )
                )
        end as decimal(9, 6)
    ) as e_{{ lane }},
    {% endfor -%}
    judged.residual

from judged
inner join {{ ref('int_entity_days__baselined') }} as baselines
    on
        judged.entity_type = baselines.entity_type
        and judged.entity_id = baselines.entity_id
        and judged.date_day = baselines.date_day
where {{ only_new_days('baselines.date_day') }}
