-- What a projection stands on besides the line: the half year before the line's weeks, to which moods return; how far single
-- messages scatter within a week; and how many an answer of a week usually has.
{% set line = week_window(var('velocity_weeks') - 1) -%}
{% set older = week_window(var('velocity_weeks') + var('projection_older_weeks') - 1, var('velocity_weeks')) -%}

with

weeks as (

    select
        *,
        cast(
            case when sum_w > 0 then greatest(0, cast(sum_wx2 as double) - sentiment * cast(sum_wx as double)) end
            as decimal(24, 12)
        ) as squares,
        cast(case when sum_w > 0 then 1 / nullif(cast(sum_w as double), 0) end as decimal(24, 12)) as inverse_w

    from {{ ref('int_entity_weeks') }}

),

framed as (

    select
        *,
        cast(sum(sum_w) over {{ older }} as double) as w_older,
        cast(sum(sum_wx) over {{ older }} as double) as wx_older,
        cast(sum(squares) over {{ line }} as double) as squares_line,
        cast(sum(inverse_w) over {{ line }} as double) as inverse_line

    from weeks

),

joined as (

    select
        framed.*,
        fitted.n_weeks,
        fitted.sum_w as line_w,
        fitted.mean_sentiment,
        fitted.middle,
        fitted.uu,
        fitted.slope,
        greatest(0, fitted.sum_w - fitted.n_weeks) as degrees

    from framed
    inner join {{ ref('int_entity_weeks__fitted') }} as fitted
        on
            framed.entity_type = fitted.entity_type
            and framed.entity_id = fitted.entity_id
            and framed.weeks_ago = fitted.weeks_ago
    where fitted.n_weeks >= {{ detection_constant('velocity_minimum_weeks') }}

),

-- how much the messages of entities of this kind scatter in those weeks: every variance of a projection is in its measure
with_population as (

    select
        *,
        (
            cast(sum(cast(squares_line as decimal(24, 12))) over (partition by entity_type, week_end_on) as double)
            + {{ detection_constant('spread_prior_messages') }} * {{ detection_constant('score_weight_variance') }}
        ) / nullif(
            cast(sum(cast(degrees as decimal(24, 12))) over (partition by entity_type, week_end_on) as double)
            + {{ detection_constant('spread_prior_messages') }}, 0
        ) as population_variance

    from joined

)

select
    entity_type,
    entity_id,
    weeks_ago,
    week_end_on,
    n_weeks,
    line_w as sum_w,
    mean_sentiment,
    middle,
    uu,
    slope,
    coalesce(w_older, 0) as w_older,
    wx_older / nullif(w_older, 0) as mean_older,
    population_variance,
    (squares_line + {{ detection_constant('spread_prior_messages') }} * population_variance)
    / nullif(degrees + {{ detection_constant('spread_prior_messages') }}, 0) as message_variance,
    inverse_line / nullif(n_weeks, 0) as inverse_week_w

from with_population
