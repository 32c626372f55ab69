-- What to do by when.
select
    place,
    play_title,
    owner_role,
    due_on,
    due_words,
    action,
    success_metric
from mart_risk_actions
where account_id = $account_id
order by place
