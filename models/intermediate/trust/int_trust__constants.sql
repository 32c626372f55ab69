-- What this data itself says of constants that were chosen elsewhere, beside their values in use. Advice to whoever keeps
-- the seed: no model reads it.
with

threads as (

    select
        *,
        greatest(0, between_threads - within_threads)
        / nullif(greatest(0, between_threads - within_threads) + usual_size * within_threads, 0) as correlation

    from {{ ref('int_thread_variances') }}

),

estimates as (

    select
        'score_weight_variance' as name,
        message_variance as value
    from threads
    union all
    select
        'thread_correlation' as name,
        correlation as value
    from threads
    union all
    select
        'thread_inflation' as name,
        1 + (thread_size - 1) * correlation as value
    from threads
    union all
    select
        'mood_variance_' || window_name as name,
        mood_variance as value
    from {{ ref('int_mood_variances') }}
    union all
    -- one sd of a normal, on the side to which nobody falls
    select
        'chance_score_sd' as name,
        percentile_cont(0.5) within group (order by monday_z_slow)
        - percentile_cont(0.1587) within group (order by monday_z_slow) as value
    from {{ ref('int_weekly_scores') }}

)

select
    'constant_estimated' as metric,
    name as scope,
    value
from estimates

union all

select
    'constant_in_use' as metric,
    constants.name as scope,
    constants.value
from {{ ref('detection_constants') }} as constants
inner join estimates
    on constants.name = estimates.name

union all

-- what the scores of accounts were last divided by
select
    'score_scale' as metric,
    'accounts' as scope,
    scale as value
from {{ ref('int_score_scales') }}
qualify row_number() over (order by month_start_on desc nulls last) = 1
