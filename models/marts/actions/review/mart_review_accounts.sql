-- The two lists of accounts: whom to discuss, because an action is due or the mood falls, and who improves or may grow.
with

placed as (

    select
        standings.account_id,
        standings.velocity,
        standings.arr,
        actions.action_id,
        actions.pattern_title,
        actions.evidence,
        actions.play_title,
        actions.action as next_step,
        actions.due_on,
        actions.probability,
        actions.probability_low,
        actions.probability_high,
        actions.priority,
        case
            when actions.probability_of = 'churned' and actions.pattern <> 'recovering' then 'discuss'
            when standings.standing in ('alert', 'falling') then 'discuss'
            when actions.action_id is not null or standings.standing in ('improving', 'rising') then 'improving'
        end as section

    from {{ ref('mart_account_standings') }} as standings
    left join {{ ref('mart_next_actions') }} as actions
        on standings.account_id = actions.account_id and actions.is_first_of_account

)

select
    account_id,
    section,
    -- the most at stake comes first; without an action, what moves fastest
    row_number() over (
        partition by section
        order by priority desc nulls last, abs(velocity) desc nulls last, arr desc nulls last, account_id asc
    ) as section_rank,
    action_id,
    pattern_title,
    evidence,
    play_title,
    next_step,
    due_on,
    probability,
    probability_low,
    probability_high,
    priority

from placed
where section is not null
