-- What asks for action, with the parts of its priority.
select
    pattern_title,
    evidence,
    play_title,
    ranked_by,
    ranking_note,
    probability_of,
    probability,
    probability_method,
    arr,
    arr_share,
    arr_method,
    urgency,
    urgency_method,
    priority
from mart_next_actions
where account_id = $account_id
order by priority desc, pattern
