-- Accounts that move or storm as one are told of once: by their segment if it is the only one that crosses, by the portfolio if
-- several do. The other does not cross while that one does, or has in the days that merge into one alert; a spell of a segment that
-- began so is silent as a whole, because its last days are no news. A portfolio that crosses first silences no segment:
-- which one moves it is news.
with

movements as (

    select
        entity_type,
        entity_id,
        date_day,
        policy,
        direction,
        signal,
        cast({{ dbt.dateadd('day', '-merge_days', 'date_day') }} as date) as merges_after,
        lag(date_day) over (
            partition by entity_type, entity_id, policy, direction, signal order by date_day
        ) as previous_on
    from {{ ref('int_alert_crossings__signals') }}
    where signal = 'movement' or (signal = 'burst' and entity_type = 'segment')

),

spells as (

    select
        *,
        max(case when previous_on is null or previous_on <= merges_after then date_day end) over (
            partition by entity_type, entity_id, policy, direction, signal order by date_day
            rows between unbounded preceding and current row
        ) as opened_on

    from movements
    where entity_type = 'segment'

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

),

told as (

    select distinct
        segments.entity_type,
        segments.entity_id,
        segments.date_day,
        segments.policy,
        segments.direction,
        segments.signal

    from spells as segments
    inner join portfolio_movements as portfolios
        on
            segments.policy = portfolios.policy
            and segments.direction = portfolios.direction
            and segments.date_day >= portfolios.date_day
            and segments.merges_after < portfolios.date_day
    where portfolios.n_segments > 1

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

union

select * from told

union

-- the rest of a spell that the portfolio told of on its first day
select
    spells.entity_type,
    spells.entity_id,
    spells.date_day,
    spells.policy,
    spells.direction,
    spells.signal

from spells
inner join told
    on
        spells.entity_type = told.entity_type
        and spells.entity_id = told.entity_id
        and spells.opened_on = told.date_day
        and spells.policy = told.policy
        and spells.direction = told.direction
        and spells.signal = told.signal
