-- What stands beside the mood of some accounts, week by week.
select *
from mart_account_weeks
where account_id in (select unnest($account_ids))
order by account_id, week_end_on
