-- The line through the last twelve weekly means, each weighing what its messages weigh, and the bend of a parabola beside
-- it. u is time from the weighted middle of the weeks; the bend is fitted on what u² has that a line has not.
with

exact as (

    select
        entity_type,
        entity_id,
        weeks_ago,
        n_weeks,
        cast(sum_w as double) as w,
        cast(sum_wt as double) / nullif(cast(sum_w as double), 0) as middle,
        cast(sum_wt as double) as wt,
        cast(sum_wt2 as double) as wt2,
        cast(sum_wt3 as double) as wt3,
        cast(sum_wt4 as double) as wt4,
        cast(sum_wy as double) as wy,
        cast(sum_wty as double) as wty,
        cast(sum_wt2y as double) as wt2y,
        cast(sum_wyy as double) as wyy

    from {{ ref('int_entity_weeks__moments') }}

),

centred as (

    select
        *,
        wy / nullif(w, 0) as mean_sentiment,
        -- one week alone has no spread in time, rounding aside
        case when n_weeks >= 2 then greatest(0, wt2 - middle * wt) end as uu,
        wt3 - 3 * middle * wt2 + 3 * middle * middle * wt - power(middle, 3) * w as uuu,
        wt4 - 4 * middle * wt3 + 6 * middle * middle * wt2 - 4 * power(middle, 3) * wt + power(middle, 4) * w as uuuu,
        wty - middle * wy as uy,
        wt2y - 2 * middle * wty + middle * middle * wy as uuy,
        greatest(0, wyy - wy * wy / nullif(w, 0)) as yy

    from exact

),

sloped as (

    select
        *,
        uy / nullif(uu, 0) as slope,
        case
            when n_weeks >= 3 then greatest(0, uuuu - uu * uu / nullif(w, 0) - uuu * uuu / nullif(uu, 0))
        end as bend_uu,
        uuy - uu / nullif(w, 0) * wy - uuu / nullif(uu, 0) * uy as bend_uy

    from centred

),

fitted as (

    select
        *,
        bend_uy / nullif(bend_uu, 0) as bend,
        greatest(0, yy - slope * uy) as line_rss,
        greatest(0, yy - slope * uy - bend_uy * bend_uy / nullif(bend_uu, 0)) as bend_rss

    from sloped

),

with_residuals as (

    select
        *,
        {{ rounded('sqrt(line_rss / nullif(n_weeks - 2, 0))') }} as line_residual_sd,
        {{ rounded('sqrt(bend_rss / nullif(n_weeks - 3, 0))') }} as bend_residual_sd

    from fitted

)

select
    entity_type,
    entity_id,
    weeks_ago,
    n_weeks,
    w as sum_w,
    {{ rounded('middle', 2) }} as middle,
    {{ rounded('mean_sentiment', 2) }} as mean_sentiment,
    {{ rounded('uu', 2) }} as uu,
    {{ rounded('slope', 2) }} as slope,
    -- twelve equal means leave no residual but rounding
    {{ rounded('line_residual_sd / nullif(sqrt(uu), 0)', 2) }} as slope_se,
    {{ rounded('bend', 2) }} as bend,
    {{ rounded('bend_residual_sd / nullif(sqrt(bend_uu), 0)', 2) }} as bend_se,
    {{ rounded('uuu / nullif(uu, 0)', 2) }} as skew

from with_residuals
