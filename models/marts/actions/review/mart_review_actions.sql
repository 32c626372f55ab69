-- What was done for accounts of late, and where their mood went since. The interval is wide on purpose: it counts how few
-- messages lie before and after, and that moods move by themselves. No comparison with accounts that got nothing.
with

actions as (

    select
        events.event_id,
        events.event_type,
        events.title,
        events.started_on,
        accounts.account_id,
        accounts.account_name,
        accounts.segment,
        accounts.csm_owner,
        as_of.as_of,
        {{ dbt.datediff('events.started_on', 'as_of.as_of', 'day') }} as days_since

    from {{ ref('fct_events') }} as events
    inner join {{ ref('dim_accounts') }} as accounts
        on events.scope = 'account' and events.scope_id = accounts.account_id
    cross join {{ ref('int_as_of') }} as as_of
    where
        events.event_type in ('csm_touchpoint', 'intervention')
        and not events.is_routine
        and events.started_on > {{ dbt.dateadd('day', -var('action_days'), 'as_of.as_of') }}
        and events.started_on <= as_of.as_of

),

sums as (

    select
        actions.event_id,
        sum(case when days.date_day < actions.started_on then days.sum_w end) as w_before,
        sum(case when days.date_day < actions.started_on then days.sum_wx end) as wx_before,
        sum(case when days.date_day > actions.started_on then days.sum_w end) as w_after,
        sum(case when days.date_day > actions.started_on then days.sum_wx end) as wx_after,
        sum(case when days.date_day > actions.started_on then days.n_scored end) as n_after

    from actions
    inner join {{ ref('fct_entity_days') }} as days
        on
            days.entity_type = 'account'
            and actions.account_id = days.entity_id
            and days.date_day >= {{ dbt.dateadd('day', -var('action_days'), 'actions.started_on') }}
    group by actions.event_id

),

compared as (

    select
        event_id,
        cast(n_after as bigint) as n_after,
        (cast(wx_before as double) / nullif(cast(w_before as double), 0) + 1) * 50 as score_before,
        (cast(wx_after as double) / nullif(cast(w_after as double), 0) + 1) * 50 as score_after,
        50 * {{ detection_constant('interval_z') }} * sqrt(
            {{ detection_constant('score_weight_variance') }}
            * (1 / nullif(cast(w_before as double), 0) + 1 / nullif(cast(w_after as double), 0))
            + 2 * {{ detection_constant('drift_variance') }}
        ) as half_width

    from sums

)

select
    actions.event_id,
    actions.account_id,
    actions.account_name,
    actions.segment,
    actions.csm_owner,
    actions.event_type,
    coalesce(actions.title, actions.event_type) as title,
    actions.started_on,
    actions.days_since,
    compared.n_after,
    compared.score_before,
    compared.score_after,
    compared.score_after - compared.score_before as change,
    compared.score_after - compared.score_before - compared.half_width as change_low,
    compared.score_after - compared.score_before + compared.half_width as change_high,
    case
        when compared.score_after is null or compared.score_before is null then 'no messages to compare'
        when compared.n_after < {{ detection_constant('aftermath_minimum_messages') }} then 'too early'
        when compared.score_after - compared.score_before > compared.half_width then 'better since'
        when compared.score_before - compared.score_after > compared.half_width then 'worse since'
        else 'no clear change'
    end as finding,
    row_number() over (order by actions.started_on desc nulls last, actions.event_id asc) as item_rank

from actions
left join compared
    on actions.event_id = compared.event_id
