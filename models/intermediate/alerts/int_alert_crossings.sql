-- Every day on which a policy's threshold is reached, whatever it looks at. Of one storm one entity tells: the product and
-- not its brand; of accounts that move as one, their segment if it is the only one, and else the portfolio. Who leaves it
-- to another does not cross while that one does, or has in the days that merge into one alert.
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
        brands.entity_type,
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

),

movements as (

    select
        entity_type,
        entity_id,
        date_day,
        policy,
        direction,
        cast({{ dbt.dateadd('day', '-merge_days', 'date_day') }} as date) as merges_after
    from crossings
    where signal = 'movement'

),

portfolio_movements as (

    select
        portfolios.entity_id,
        portfolios.date_day,
        portfolios.policy,
        portfolios.direction,
        count(distinct segments.entity_id) as n_segments

    from movements as portfolios
    left join movements as segments
        on
            segments.entity_type = 'segment'
            and portfolios.policy = segments.policy
            and portfolios.direction = segments.direction
            and portfolios.date_day >= segments.date_day
            and portfolios.merges_after < segments.date_day
    where portfolios.entity_type = 'portfolio'
    group by portfolios.entity_id, portfolios.date_day, portfolios.policy, portfolios.direction

),

told_by_segment as (

    select
        'portfolio' as entity_type,
        entity_id,
        date_day,
        policy,
        direction,
        'movement' as signal
    from portfolio_movements
    where n_segments = 1

),

told_by_portfolio as (

    select distinct
        segments.entity_type,
        segments.entity_id,
        segments.date_day,
        segments.policy,
        segments.direction,
        'movement' as signal

    from movements as segments
    inner join portfolio_movements as portfolios
        on
            segments.policy = portfolios.policy
            and segments.direction = portfolios.direction
            and segments.date_day >= portfolios.date_day
            and segments.merges_after < portfolios.date_day
    where segments.entity_type = 'segment' and portfolios.n_segments <> 1

),

told_by_others as (

    select * from told_by_products
    union all
    select * from told_by_segment
    union all
    select * from told_by_portfolio

)

select crossings.*
from crossings
left join told_by_others
    on
        crossings.entity_type = told_by_others.entity_type
        and crossings.entity_id = told_by_others.entity_id
        and crossings.date_day = told_by_others.date_day
        and crossings.policy = told_by_others.policy
        and crossings.direction = told_by_others.direction
        and crossings.signal = told_by_others.signal
where told_by_others.entity_id is null
