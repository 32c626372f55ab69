-- The plays of accounts, the first of each account first.
select
    alert_id,
    account_id,
    play_title,
    action,
    due_on
from mart_next_actions
order by is_first_of_account desc, rank, account_id, play_title
