-- Every day on which a policy's threshold is reached, whatever it looks at, except where another entity tells of the same.
{{ config(materialized='view') }}

with

crossings as (

    {% for crossings in ['int_alert_crossings__classic', 'int_alert_crossings__signals'] -%}
    select
        entity_type,
        entity_id,
        date_day,
        policy,
        direction,
        signal,
        tier,
        is_default,
        threshold,
        close_below,
        merge_days,
        n_interactions,
        baseline,
        baseline_sd,
        baseline_days,
        current_value,
        deviation,
        lane,
        score
    from {{ ref(crossings) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

-- one crossing may be told of by several others
told as (

    select * from {{ ref('int_alert_crossings__told_by_products') }}
    union
    select * from {{ ref('int_alert_crossings__told_by_cohorts') }}
    union
    select * from {{ ref('int_alert_crossings__told_by_first') }}

)

select crossings.*
from crossings
left join told
    on
        crossings.entity_type = told.entity_type
        and crossings.entity_id = told.entity_id
        and crossings.date_day = told.date_day
        and crossings.policy = told.policy
        and crossings.direction = told.direction
        and crossings.signal = told.signal
where told.entity_id is null
