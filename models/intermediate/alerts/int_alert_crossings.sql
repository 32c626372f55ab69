-- Every day on which a policy's threshold is reached, whatever it looks at. Of one storm the most specific entity tells: a
-- brand does not cross while one of its products does, or has in the days that merge into one alert.
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

products as (

    select distinct
        product,
        brand
    from {{ ref('int_interactions__residual') }}
    where product is not null and brand is not null

),

told_by_products as (

    select distinct
        brands.entity_id,
        brands.date_day,
        brands.policy,
        brands.direction,
        brands.signal

    from crossings as brands
    inner join products
        on brands.entity_id = products.brand
    inner join crossings as own
        on
            own.entity_type = 'product'
            and products.product = own.entity_id
            and brands.policy = own.policy
            and brands.direction = own.direction
            and brands.signal = own.signal
            and brands.date_day >= own.date_day
            and own.date_day > {{ dbt.dateadd('day', '-brands.merge_days', 'brands.date_day') }}
    where brands.entity_type = 'brand' and brands.signal = 'burst'

)

select crossings.*
from crossings
left join told_by_products
    on
        crossings.entity_type = 'brand'
        and crossings.entity_id = told_by_products.entity_id
        and crossings.date_day = told_by_products.date_day
        and crossings.policy = told_by_products.policy
        and crossings.direction = told_by_products.direction
        and crossings.signal = told_by_products.signal
where told_by_products.entity_id is null
