-- Accounts that move or storm as one are told of once: by their segment if it is the only one that crosses, by the portfolio if
-- several do. The other does not cross while that one does, or has in the days that merge into one alert. A portfolio that
-- crosses first silences no segment: which one moves it is news.
with

movements as (

    select
        entity_type,
        entity_id,
        date_day,
        policy,
        direction,
        signal,
        cast({{ dbt.dateadd('day', '-merge_days', 'date_day') }} as date) as merges_after
    from {{ ref('int_alert_crossings__signals') }}
    where signal = 'movement' or (signal = 'burst' and entity_type = 'segment')

),

portfolio_movements as (

    select
        portfolios.entity_type,
        portfolios.entity_id,
        portfolios.date_day,
        portfolios.policy,
        portfolios.direction,
        portfolios.signal,
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
    group by
        portfolios.entity_type, portfolios.entity_id, portfolios.date_day, portfolios.policy, portfolios.direction,
        portfolios.signal

)

select
    entity_type,
    entity_id,
    date_day,
    policy,
    direction,
    signal
from portfolio_movements
where n_segments = 1

union all

select distinct
    segments.entity_type,
    segments.entity_id,
    segments.date_day,
    segments.policy,
    segments.direction,
    segments.signal

from movements as segments
inner join portfolio_movements as portfolios
    on
        segments.policy = portfolios.policy
        and segments.direction = portfolios.direction
        and segments.date_day >= portfolios.date_day
        and segments.merges_after < portfolios.date_day
where segments.entity_type = 'segment' and portfolios.n_segments > 1
