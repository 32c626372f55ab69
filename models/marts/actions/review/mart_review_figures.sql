-- The figures of the review, each from its mart: with an interval where it has one, and with its method in words.
with

accounts as (

    select
        count(*) as n_active,
        sum(case when standings.standing = 'alert' then 1 else 0 end) as n_alerting,
        coalesce(sum(case when standings.standing = 'alert' then standings.arr end), 0) as arr_alerting,
        coalesce(sum(case
            when reviewed.section = 'discuss' and standings.days_to_renewal between 0 and {{ var('renewal_soon_days') }} then standings.arr
        end), 0) as arr_renewing,
        sum(case when standings.standing = 'falling' then 1 else 0 end) as n_falling,
        sum(case when reviewed.section = 'improving' then 1 else 0 end) as n_improving,
        sum(case when standings.standing = 'not judged' then 1 else 0 end) as n_unjudged

    from {{ ref('mart_account_standings') }} as standings
    left join {{ ref('mart_review_accounts') }} as reviewed
        on standings.account_id = reviewed.account_id

),

alerts as (

    select
        coalesce(sum(case when days_since < {{ var('short_window_days') }} then 1 else 0 end), 0) as n_opened,
        count(is_right) as n_judged,
        sum(case when is_right then 1 else 0 end) as n_right

    from {{ ref('mart_review_alerts') }}

)

select
    'figure' as section,
    figures.figure,
    figures.position,
    figures.label,
    figures.unit,
    case figures.figure
        when 'sentiment' then portfolio.sentiment_score_7d
        when 'accounts_alerting' then accounts.n_alerting
        when 'arr_alerting' then cast(accounts.arr_alerting as double)
        when 'arr_renewing' then cast(accounts.arr_renewing as double)
        when 'accounts_falling' then accounts.n_falling
        when 'accounts_improving' then accounts.n_improving
        when 'accounts_unjudged' then accounts.n_unjudged
        when 'accounts_active' then accounts.n_active
        when 'alerts_opened' then alerts.n_opened
        when 'loops_closed' then loops.closed_share
        when 'alert_precision' then cast(alerts.n_right as double) / nullif(alerts.n_judged, 0)
    end as amount,
    case figures.figure
        when 'sentiment' then portfolio.sentiment_score_7d_low
        when 'loops_closed' then loops.closed_share_low
        when 'alert_precision' then {{ wilson_bound('alerts.n_right', 'alerts.n_judged', 'low') }}
    end as amount_low,
    case figures.figure
        when 'sentiment' then portfolio.sentiment_score_7d_high
        when 'loops_closed' then loops.closed_share_high
        when 'alert_precision' then {{ wilson_bound('alerts.n_right', 'alerts.n_judged', 'high') }}
    end as amount_high,
    case figures.figure
        when 'sentiment' then portfolio.n_scored_7d
        when 'loops_closed' then loops.n_due
        when 'alert_precision' then alerts.n_judged
        else accounts.n_active
    end as n,
    figures.method

from {{ ref('review_figures') }} as figures
cross join accounts
cross join alerts
left join {{ ref('mart_closed_loop') }} as loops
    on loops.scope = 'all'
left join {{ ref('mart_entity_status') }} as portfolio
    on portfolio.entity_type = 'portfolio'

union all

select
    'executive' as section,
    metric as figure,
    place as position,
    title as label,
    unit,
    metric_value as amount,
    metric_low as amount_low,
    metric_high as amount_high,
    n_accounts as n,
    method
from {{ ref('mart_executive_summary') }}
