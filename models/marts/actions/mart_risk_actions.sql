-- The steps of all plays that an account asks for, each once, in the order in which they are due. Steps of one kind differ
-- in what is to be done: to tell the result about a bill is not to tell what became of each cause.
with

first_mentions as (

    select
        steps.*,
        actions.play_title,
        actions.priority

    from {{ ref('mart_next_action_steps') }} as steps
    inner join {{ ref('mart_next_actions') }} as actions
        on steps.action_id = actions.action_id
    qualify row_number() over (
        partition by steps.account_id, steps.action
        order by coalesce(steps.due_on, cast('9999-12-31' as date)) asc, actions.priority desc nulls last, steps.action_id asc
    ) = 1

)

select
    account_id,
    cast(row_number() over (
        partition by account_id
        order by coalesce(due_on, cast('9999-12-31' as date)) asc, priority desc nulls last, step_number asc, step asc
    ) as integer) as place,
    step,
    play,
    play_title,
    owner_role,
    due_on,
    due_words,
    action,
    success_metric

from first_mentions
