select
    actions.action_id,
    steps.step_number,
    actions.account_id,
    actions.play,
    steps.step,
    steps.owner_role,
    {{ step_due_on('steps', 'stakes') }} as due_on,
    {{ step_due_words('steps', 'stakes') }} as due_words,
    steps.action,
    steps.success_metric

from {{ ref('mart_next_actions') }} as actions
inner join {{ ref('int_account_stakes') }} as stakes
    on actions.account_id = stakes.account_id
inner join {{ ref('playbook_steps') }} as steps
    on actions.play = steps.play
