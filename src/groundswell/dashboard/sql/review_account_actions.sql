-- What to do next for some accounts: every pattern that they show, its play, and the play's steps in order.
select
    actions.account_id,
    actions.action_id,
    actions.pattern_title,
    actions.evidence,
    actions.play_title,
    actions.ranking_note,
    actions.probability,
    actions.probability_low,
    actions.probability_high,
    actions.probability_of,
    actions.probability_method,
    actions.urgency,
    actions.priority,
    actions.arr,
    actions.arr_share,
    actions.is_first_of_account,
    steps.step_number,
    steps.owner_role,
    steps.due_words,
    steps.due_on,
    steps.action,
    steps.success_metric
from mart_next_actions as actions
inner join mart_next_action_steps as steps
    on actions.action_id = steps.action_id
where actions.account_id in (select unnest($account_ids))
order by actions.account_id, actions.is_first_of_account desc, actions.priority desc, actions.action_id, steps.step_number
