-- The share of loops that were closed, of alerts whose time is over; and what the data cannot say.
with

loops as (

    select * from {{ ref('fct_alert_loops') }}

),

grouped as (

    select 'all' as scope, loops.* from loops
    union all
    select concat('tier ', loops.tier) as scope, loops.* from loops
    union all
    select concat('segment ', loops.segment) as scope, loops.* from loops
    where loops.segment is not null

),

counted as (

    select
        scope,
        count(*) as n_alerts,
        sum(case when is_due then 1 else 0 end) as n_due,
        sum(case when is_due and acted_on is not null then 1 else 0 end) as n_acted,
        sum(case when is_due and loop_state = 'closed' then 1 else 0 end) as n_closed,
        percentile_cont(0.5) within group (order by case when is_due then days_to_action end) as median_days_to_action,
        percentile_cont(0.5) within group (order by case when is_due then days_to_word end) as median_days_to_word

    from grouped
    group by scope

),

known_actions as (

    select count(*) as n_actions
    from {{ ref('fct_events') }}
    where event_type in ('intervention', 'csm_touchpoint')

),

known_words as (

    select count(*) as n_words
    from {{ ref('fct_interactions') }}
    where author_role = 'agent' and channel <> 'note'

)

select
    counted.scope,
    cast(counted.n_alerts as bigint) as n_alerts,
    cast(counted.n_due as bigint) as n_due,
    cast(counted.n_acted as bigint) as n_acted,
    cast(counted.n_closed as bigint) as n_closed,
    cast(counted.n_closed as double) / nullif(counted.n_due, 0) as closed_share,
    {{ wilson_bound('counted.n_closed', 'counted.n_due', 'low') }} as closed_share_low,
    {{ wilson_bound('counted.n_closed', 'counted.n_due', 'high') }} as closed_share_high,
    cast(counted.median_days_to_action as double) as median_days_to_action,
    cast(counted.median_days_to_word as double) as median_days_to_word,
    case
        when known_actions.n_actions = 0 then 'the data has no interventions and no touchpoints'
        when known_words.n_words = 0 then 'the data has no messages to customers'
        when counted.n_due = 0 then 'no alert is old enough yet'
    end as note

from counted
cross join known_actions
cross join known_words
